import { Button } from "../../ui/button.tsx";
import { begin, keepRun } from "./hands.ts";
import { settings } from "./live-settings.ts";
import { isUnderWay, obstacle } from "./live-training.ts";

/** Asks what becomes of the run under way when settings were changed with which it cannot go on. */
export function OtherRun() {
  if (obstacle.value === undefined || !isUnderWay.value) return null;
  return (
    <section class="other-run" aria-label="Changed settings" role="alert">
      <p>
        {obstacle.value} A new run starts from seed {settings.value.seed}, and what this one has
        learned is lost unless you save it.
      </p>
      <div class="other-run-buttons">
        <Button kind="primary" onClick={begin}>
          Start new run
        </Button>
        <Button onClick={keepRun}>Keep this run</Button>
      </div>
    </section>
  );
}
