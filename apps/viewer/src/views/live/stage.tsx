import type { RunState } from "@helmholtz/core";
import { pageTraining } from "../../machine/page-training.ts";
import { Mirror } from "../../pictures/mirror/mirror.tsx";
import { PictureGrid } from "../../pictures/picture-grid.tsx";
import { WeightPairs } from "../../pictures/weight-pairs.tsx";
import { Panel } from "../../ui/panel.tsx";
import { learning } from "./live-training.ts";
import { RunCharts } from "./run-charts.tsx";
import { steppedPhase } from "./stepped-phase.ts";
import { WhileVisible } from "./while-visible.tsx";

/** What the machine does and has learned, drawn while it learns. */
export function Stage() {
  return (
    <div class="stage">
      <Panel
        title="Wake and sleep"
        note="Wake recognizes images from the bottom up, and generation should predict each layer from the one above. Sleep dreams from the top down, and recognition should predict each layer from the one below."
      >
        <WhileVisible>{() => <LiveMirror />}</WhileVisible>
      </Panel>
      <div class="stage-columns">
        <div class="stage-column">
          <Panel
            title="Dreams"
            note="What it generates now, from the same random numbers every time."
          >
            <WhileVisible>{() => <Dreams />}</WhileVisible>
          </Panel>
          <Panel
            title="Weights"
            note="Of every unit of the first hidden layer, in both directions."
          >
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard. */}
            <section class="stage-weights" tabIndex={0} aria-label="Weights of every unit">
              <WhileVisible>{() => <Weights />}</WhileVisible>
            </section>
          </Panel>
        </div>
        <RunCharts />
      </div>
    </div>
  );
}

function LiveMirror() {
  const training = pageTraining.value;
  const { phases, start } = runNow();
  if (!training || !phases || !start) return <Waiting />;
  const { wake, sleep } = learning.value;
  const highlight = steppedPhase(phases, training.history.value, { wake, sleep });
  return (
    <Mirror
      phases={phases}
      width={start.width}
      height={start.height}
      off={new Set([...(wake.length > 0 ? [] : ["wake"]), ...(sleep.length > 0 ? [] : ["sleep"])])}
      highlight={highlight}
      flow={highlight !== undefined}
    />
  );
}

function Dreams() {
  const { dream, start } = runNow();
  if (!dream || !start) return <Waiting />;
  const { width, height } = start;
  return <PictureGrid images={dream.images} name="dream" {...{ width, height }} />;
}

function Weights() {
  const { weights, phases, start } = runNow();
  if (!weights || !start) return <Waiting />;
  return (
    <WeightPairs machine={weights.machine} width={start.width} activity={phases?.activity?.[0]} />
  );
}

function Waiting() {
  return <p class="stage-waiting">Waiting for the machine</p>;
}

function runNow(): Partial<RunState> {
  return pageTraining.value?.run.value ?? {};
}
