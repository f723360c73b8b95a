import { useEffect } from "preact/hooks";
import { hrefOf } from "../../app/route.ts";
import { Panel } from "../../ui/panel.tsx";
import { RunCharts } from "./compare/run-charts.tsx";
import { ExportMenu } from "./export/export-menu.tsx";
import { BitsLedger } from "./ledger/bits-ledger.tsx";
import { missingRuns, selectedRuns, watchSelection } from "./selection.ts";
import { SettingTable } from "./settings/setting-table.tsx";
import { isDraggedOver, takeDrops } from "./sources/drop-anywhere.ts";
import { openDropped } from "./sources/open-dropped.ts";
import { areListed, listedRuns, watchPlaces } from "./sources/run-places.ts";
import { SourcePanel } from "./sources/source-panel.tsx";
import { RunTable } from "./table/run-table.tsx";
import { watchFilm } from "./timeline/film.ts";
import { Pictures } from "./timeline/pictures.tsx";
import { watchShownStep } from "./timeline/shown-step.ts";
import { Transport } from "./timeline/transport.tsx";
import { state } from "./view-state.ts";
import "./results.css";

/** Runs from everywhere, compared: their curves, pictures and bits, step by step. */
export default function Results() {
  useEffect(() => {
    const stops = [
      watchPlaces(),
      watchSelection(),
      watchShownStep(),
      watchFilm(),
      takeDrops(openDropped),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const runs = selectedRuns.value;
  return (
    <div class={isDraggedOver.value ? "results over" : "results"}>
      <header class="results-head">
        <h1>Results</h1>
        {runs.length > 0 && <ExportMenu />}
      </header>
      <Panel title="Runs">
        <SourcePanel />
        <Runs />
      </Panel>
      {runs.length > 0 && (
        <>
          {runs.length > 1 && (
            <Panel title="Setting differences">
              <SettingTable runs={runs} />
            </Panel>
          )}
          <Panel title="Curves">
            <RunCharts />
          </Panel>
          <Pictures />
          <BitsLedger />
          {runs.length === 1 && (
            <Panel title="Settings">
              <SettingTable runs={runs} />
            </Panel>
          )}
          <Transport />
        </>
      )}
    </div>
  );
}

function Runs() {
  const missing = missingRuns.value;
  if (listedRuns.value.length === 0) {
    return areListed.value ? <NoRuns /> : <p role="status">Looking for runs</p>;
  }
  return (
    <>
      {areListed.value && missing.length > 0 && (
        <p class="results-problem" role="status">
          Selected, but not here: {missing.join(", ")}. Drop the folder, or view the folder that it
          is in.
        </p>
      )}
      <RunTable />
      {state.runs.value.length === 0 && (
        <p class="results-none">Select up to six runs to see their curves, pictures and bits.</p>
      )}
    </>
  );
}

function NoRuns() {
  return (
    <div class="results-empty">
      <p>
        <strong>No runs here yet.</strong> Train one, <a href={hrefOf("live")}>in this page</a> or
        in a terminal:
      </p>
      <pre>
        <code>{"helmholtz train --out runs/first\nhelmholtz view runs"}</code>
      </pre>
      <p>Or drop a run folder or a checkpoint anywhere on this page.</p>
    </div>
  );
}
