import { epochAt, type RunState } from "@helmholtz/core";
import { useRef } from "preact/hooks";
import { hrefOf } from "../../app/route.ts";
import { pageTraining } from "../../machine/page-training.ts";
import { defaultPageSettings } from "../../machine/settings.ts";
import type { PageTraining } from "../../machine/training.ts";
import { Button } from "../../ui/button.tsx";
import { pagePlace } from "../results/sources/page-place.ts";
import { goBack, trainOn, wentBackTo, wentOn } from "./going-on.ts";
import { learning } from "./learning.ts";
import { replaceSettings } from "./live-settings.ts";
import { activity, obstacle } from "./live-training.ts";

/** One line on what happened last, or how it ended, with what one can do next; and what computes. */
export function RunNote() {
  const said = useRef<HTMLParagraphElement>(null);
  const backend = pageTraining.value?.backend.value;
  // Where a button goes once it is pressed, the focus is not to go with it.
  const then = (action: () => unknown) => () => {
    action();
    said.current?.focus();
  };
  return (
    <div class="run-note">
      <p class={emphasis()} role="status" tabIndex={-1} ref={said}>
        {sentence()}
      </p>
      <NextSteps then={then} />
      {backend && (
        <p class="run-backend">
          Computed by <b>{backend}</b>
        </p>
      )}
    </div>
  );
}

function NextSteps({ then }: { then(action: () => unknown): () => void }) {
  const training = pageTraining.value;
  const back = wentOn.value;
  const hasEnded = activity.value === "ended";
  const [run] = pagePlace.runs.value;
  return (
    <>
      {training?.isImpossible.value && (
        <Button onClick={then(() => replaceSettings(defaultPageSettings))}>
          Use the default settings
        </Button>
      )}
      {hasEnded && obstacle.value === undefined && (
        <Button label="Twice as long, from what it has learned" onClick={then(trainOn)}>
          Train on
        </Button>
      )}
      {hasEnded && run && <a href={hrefOf("results", { runs: run.key })}>See it in Results</a>}
      {back && (
        <Button
          kind="quiet"
          label={`Back to the settings before, and the machine of step ${count(back.step)}`}
          onClick={then(goBack)}
        >
          Go back
        </Button>
      )}
    </>
  );
}

function sentence(): string {
  const training = pageTraining.value;
  if (training?.isImpossible.value) return "There is no machine of these settings.";
  if (training && activity.value === "ended") {
    return [outcome(training), obstacle.value].filter(Boolean).join(" ");
  }
  if (isIdle()) return "Nothing learns: wake and sleep are off.";
  if (wentOn.value) {
    const { step, changes } = wentOn.value;
    return `Went on from step ${count(step)} with ${changes.map(({ now }) => now).join(", ")}.`;
  }
  const step = wentBackTo.value;
  return step === undefined
    ? "Settings can be changed while the machine learns."
    : `Went back to step ${count(step)} and the settings there.`;
}

function emphasis(): string | undefined {
  if (isIdle()) return "warns";
  return activity.value === "ended" ? "tells" : undefined;
}

// "Done: 16,640 steps, 40 epochs, held out 173.2 bits."
function outcome(training: PageTraining): string {
  const run = training.run.value;
  const epochs = count(epochAt(run.epochs, run.step), 2);
  const facts = [`${count(run.step)} steps`, `${epochs} ${epochs === "1" ? "epoch" : "epochs"}`];
  return `Done: ${[...facts, ...bitsOf(run)].join(", ")}.`;
}

function bitsOf({ start, end, curve }: RunState): string[] {
  const { descriptionLength } = end?.heldOut ?? curve.at(-1) ?? {};
  if (descriptionLength === undefined) return [];
  return [`${start?.validImages ? "held out" : "training"} ${descriptionLength.toFixed(1)} bits`];
}

// Whether it does steps, or would, in which nothing changes.
function isIdle(): boolean {
  const { wake, sleep } = learning.value;
  const now = activity.value;
  return wake.length + sleep.length === 0 && now !== "ended" && now !== "failed";
}

function count(value: number, digits = 0): string {
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}
