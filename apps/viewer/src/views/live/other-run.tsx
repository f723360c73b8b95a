import { Button } from "../../ui/button.tsx";
import { settings } from "./live-settings.ts";
import { begin, isOtherRun, isUnderWay, keepRun } from "./live-training.ts";

/** Asks what becomes of the run under way when settings were changed that a run keeps to its end. */
export function OtherRun() {
  if (!isOtherRun.value || !isUnderWay.value) return null;
  return (
    <section class="other-run" aria-label="Changed settings" role="alert">
      <p>
        These settings make another run. It starts again from seed {settings.value.seed}, and what
        this one has learned is lost unless you save it.
      </p>
      <div class="other-run-buttons">
        <Button kind="primary" onClick={begin}>
          Start again
        </Button>
        <Button onClick={keepRun}>Keep this run</Button>
      </div>
    </section>
  );
}
