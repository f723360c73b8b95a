import { useSignal } from "@preact/signals";
import { notify } from "../../../app/notify.tsx";
import { saveFile } from "../../../charts/save-file.ts";
import { Button } from "../../../ui/button.tsx";
import { Progress } from "../../../ui/progress.tsx";
import { shownCharts } from "../compare/shown-charts.ts";
import { selectedRuns } from "../selection.ts";
import { shownStep, storedSteps } from "../timeline/shown-step.ts";
import { state } from "../view-state.ts";
import type { OfflineView } from "./offline-page.ts";

/** Saves what is on the screen: every file of it as a zip, or all of it as one page. */
export function ExportMenu() {
  const progress = useSignal<number | undefined>(undefined);
  const save = async (name: string, make: (view: OfflineView) => Promise<Blob>) => {
    progress.value = 0;
    try {
      saveFile(name, await make(shownView()));
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), "error");
    } finally {
      progress.value = undefined;
    }
  };
  const isBusy = progress.value !== undefined;
  return (
    <div class="results-export">
      {isBusy && <Progress label="Saving" value={progress.value} />}
      <Button
        disabled={isBusy}
        onClick={() =>
          save("helmholtz-results.zip", async (view) => {
            const { zipView } = await import("./zip-view.ts");
            return await zipView(view);
          })
        }
      >
        Save all as zip
      </Button>
      <Button
        disabled={isBusy}
        onClick={() =>
          save("helmholtz-results.html", async (view) => {
            const { offlinePage } = await import("./offline-page.ts");
            const text = await offlinePage(view, (done) => {
              progress.value = done;
            });
            return new Blob([text], { type: "text/html;charset=utf-8" });
          })
        }
      >
        Save as offline page
      </Button>
    </div>
  );
}

function shownView(): OfflineView {
  return {
    runs: selectedRuns.peek(),
    charts: shownCharts.peek(),
    zoom: state.zoom.peek(),
    step: shownStep.peek(),
    steps: storedSteps.peek(),
    layer: state.layer.peek(),
  };
}
