import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { attempt } from "../../../app/notify.tsx";
import { saveFile } from "../../../charts/save-file.ts";
import { Button } from "../../../ui/button.tsx";
import { shownCharts } from "../compare/shown-charts.ts";
import { selectedRuns } from "../selection.ts";
import { shownStep, storedSteps } from "../timeline/shown-step.ts";
import { state } from "../view-state.ts";
import { OfflineDialog } from "./offline-dialog.tsx";
import type { OfflineView } from "./offline-page.ts";

/** Saves what is on the screen, once there is something: every file of it as a zip, or all of it as one page. */
export function ExportMenu() {
  const progress = useSignal<number | undefined>(undefined);
  // What is to be an offline page, while that is asked about.
  const asked = useSignal<OfflineView | undefined>(undefined);
  const saving = useRef<AbortController>(undefined);
  const save = async (name: string, make: (signal: AbortSignal) => Promise<Blob>) => {
    const controller = new AbortController();
    const { signal } = controller;
    saving.current = controller;
    progress.value = 0;
    await attempt(`save ${name}`, async () => {
      const file = await make(signal).catch((error) => {
        if (!signal.aborted) throw error;
      });
      if (file && !signal.aborted) saveFile(name, file);
    });
    if (!signal.aborted) close();
  };
  // What is not saved by then is given up.
  const close = () => {
    saving.current?.abort();
    progress.value = undefined;
    asked.value = undefined;
  };
  const saveZip = () =>
    save("helmholtz-results.zip", async () => {
      const { zipView } = await import("./zip-view.ts");
      return await zipView(shownView());
    });
  const savePage = (view: OfflineView) =>
    save("helmholtz-results.html", async (signal) => {
      const { offlinePage } = await import("./offline-page.ts");
      const text = await offlinePage(view, (done) => {
        signal.throwIfAborted();
        progress.value = done;
      });
      return new Blob([text], { type: "text/html;charset=utf-8" });
    });
  const isOff = progress.value !== undefined || selectedRuns.value.length === 0;
  return (
    <div class="results-export">
      <Button disabled={isOff} onClick={saveZip}>
        {progress.value !== undefined && !asked.value ? "Saving" : "Save all as zip"}
      </Button>
      <Button
        // The focus comes back to it.
        disabled={isOff && !asked.value}
        onClick={() => {
          asked.value = shownView();
        }}
      >
        Save as offline page
      </Button>
      {asked.value && (
        <OfflineDialog
          view={asked.value}
          progress={progress.value}
          onSave={savePage}
          onClose={close}
        />
      )}
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
    hasPictures: true,
  };
}
