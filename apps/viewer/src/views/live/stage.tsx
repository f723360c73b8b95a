import { pageTraining } from "../../machine/page-training.ts";
import { Mirror } from "../../pictures/mirror/mirror.tsx";
import { PictureGrid } from "../../pictures/picture-grid.tsx";
import { Panel } from "../../ui/panel.tsx";
import { learning } from "./learning.ts";
import { MainChart, RunCharts } from "./run-charts.tsx";
import { steppedPhase } from "./stepped-phase.ts";
import { runNow, Waiting } from "./waiting.tsx";
import { WeightsPanel } from "./weights-panel.tsx";
import { WhileVisible } from "./while-visible.tsx";

/** What the machine does and has learned, drawn while it learns. */
export function Stage() {
  return (
    <div class="stage">
      <div class="stage-first">
        <Panel title="Wake and sleep">
          <div class="stage-mirror">
            <WhileVisible>{drawMirror}</WhileVisible>
          </div>
        </Panel>
        <div class="stage-beside">
          <MainChart />
          <Panel
            title="Dreams in grey"
            note="Probabilities; each pixel of a dream in Sleep is drawn from one."
          >
            <WhileVisible>{drawDreams}</WhileVisible>
          </Panel>
        </div>
        <WeightsPanel />
      </div>
      <RunCharts />
    </div>
  );
}

function drawMirror() {
  const training = pageTraining.value;
  const { phases, start } = runNow();
  if (!training || !phases || !start) return <Waiting />;
  const { wake, sleep } = learning.value;
  const highlight = steppedPhase(phases, training.history.value, { wake, sleep });
  return (
    <Mirror
      phases={phases}
      width={start.width}
      off={new Set([...(wake.length > 0 ? [] : ["wake"]), ...(sleep.length > 0 ? [] : ["sleep"])])}
      highlight={highlight}
      flow={highlight !== undefined}
    />
  );
}

function drawDreams() {
  const { dream, start } = runNow();
  if (!dream || !start) return <Waiting />;
  const { width, height } = start;
  return <PictureGrid images={dream.images} name="dream" {...{ width, height }} />;
}
