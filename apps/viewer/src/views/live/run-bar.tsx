import { pageTraining } from "../../machine/page-training.ts";
import { defaultPageSettings } from "../../machine/settings.ts";
import { Button } from "../../ui/button.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import { advance, reset, toggle } from "./hands.ts";
import { Icon } from "./icon.tsx";
import { changeLearning, learning } from "./learning.ts";
import { keyNames } from "./live-keys.ts";
import { activity, isOtherRun } from "./live-training.ts";
import { RunNote } from "./run-note.tsx";
import { RunStatus } from "./run-status.tsx";
import { SaveRun } from "./save-run.tsx";

/** The hands on the machine: start, pause, single phases and steps, both phases off or on. */
export function RunBar() {
  const now = activity.value;
  const { wake, sleep } = learning.value;
  const isImpossible = pageTraining.value?.isImpossible.value ?? false;
  // Also while it opens: what is pressed then is done as soon as it can be.
  const canAdvance = now !== "ended" && now !== "failed";
  return (
    <section class="run-bar" aria-label="Training">
      <div class="run-bar-buttons">
        <Button
          kind="primary"
          icon={<Icon name={now === "training" ? "pause" : "play"} />}
          label={`${startWord()} (${keyNames.toggle})`}
          onClick={toggle}
          disabled={isImpossible}
        >
          {startWord()}
        </Button>
        <Button
          icon={<Icon name="phase" />}
          label={`One phase: wake, then sleep (${keyNames.phase})`}
          onClick={() => advance("phase")}
          disabled={!canAdvance}
        >
          Phase
        </Button>
        <Button
          icon={<Icon name="step" />}
          label={`One step of both phases (${keyNames.step})`}
          onClick={() => advance("step")}
          disabled={!canAdvance}
        >
          Step
        </Button>
        <Button
          icon={<Icon name="reset" />}
          label="Back to the untrained machine of the same seed"
          onClick={reset}
          disabled={now === "opening" || now === "ready" || isImpossible}
        >
          Reset
        </Button>
        <SaveRun />
      </div>
      <div class="run-bar-phases">
        <Toggle
          label="Wake"
          checked={wake.length > 0}
          onChange={(on) => changeLearning({ wake: on ? defaultPageSettings.wake : [] })}
        />
        <Toggle
          label="Sleep"
          checked={sleep.length > 0}
          onChange={(on) => changeLearning({ sleep: on ? defaultPageSettings.sleep : [] })}
        />
      </div>
      <RunStatus />
      <RunNote />
    </section>
  );
}

function startWord(): string {
  switch (activity.value) {
    case "training":
      return "Pause";
    case "paused":
      return "Resume";
    case "ended":
      return isOtherRun.value ? "New run" : "Start again";
    case "failed":
      return pageTraining.value?.isImpossible.value ? "Start" : "Try again";
    case "opening":
    case "ready":
      return "Start";
    default:
      return activity.value satisfies never;
  }
}
