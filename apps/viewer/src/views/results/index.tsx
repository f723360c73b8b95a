import { useEffect } from "preact/hooks";
import { hrefOf } from "../../app/route.ts";
import { sentence } from "../../app/sentence.ts";
import type { OpenRun } from "../../runs/open-run.ts";
import { FileDrop } from "../../ui/file-drop.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RunCharts } from "./compare/run-charts.tsx";
import { Contents, type Part, Section } from "./contents.tsx";
import { ExportMenu } from "./export/export-menu.tsx";
import { glanceOf } from "./glance.ts";
import { BitsLedger } from "./ledger/bits-ledger.tsx";
import { missingRuns, selectedRuns, watchSelection } from "./selection.ts";
import { SettingTable } from "./settings/setting-table.tsx";
import { isDraggedOver, takeDrops } from "./sources/drop-anywhere.ts";
import { openDropped } from "./sources/open-dropped.ts";
import { areListed, areReady, listedRuns, watchPlaces } from "./sources/run-places.ts";
import { SourceProblems } from "./sources/source-problems.tsx";
import { WatchedFolder } from "./sources/watched-folder.tsx";
import { RunTable } from "./table/run-table.tsx";
import { watchFilm } from "./timeline/film.ts";
import { Pictures } from "./timeline/pictures.tsx";
import { shownStep, watchShownStep } from "./timeline/shown-step.ts";
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
  const runs = areReady.value ? selectedRuns.value : [];
  return (
    <div class={isDraggedOver.value ? "results over" : "results"}>
      <header class="results-head">
        <h1>Results</h1>
        <ExportMenu />
      </header>
      <Section id="runs">
        <Panel title="Runs">
          <FileDrop
            label="Drop run folders, zips of them or checkpoints anywhere on this page"
            folders
            onFiles={openDropped}
          />
          <Runs />
        </Panel>
      </Section>
      {runs.length > 0 && (
        <>
          <Contents parts={partsOf(runs.length)} />
          {runs.length > 1 && (
            <Section id="settings">
              <Panel title="Setting differences">
                <SettingTable runs={runs} />
              </Panel>
            </Section>
          )}
          <Section id="curves">
            <Panel title="Curves">
              <RunCharts />
            </Panel>
          </Section>
          <Pictures />
          <Section id="bits">
            <BitsLedger />
          </Section>
          {runs.length === 1 && (
            <Section id="settings">
              <Panel title="Settings">
                <SettingTable runs={runs} />
              </Panel>
            </Section>
          )}
        </>
      )}
      <footer class="results-foot">
        <SourceProblems />
        {runs.length > 0 && <Transport />}
      </footer>
    </div>
  );
}

// In the order in which they come on the page.
function partsOf(runCount: number): readonly Part[] {
  const isMissing = shownStep.value === undefined;
  const settings: Part = { id: "settings", label: "Settings" };
  return [
    { id: "runs", label: "Runs" },
    ...(runCount > 1 ? [settings] : []),
    { id: "curves", label: "Curves" },
    { id: "dreams", label: "Dreams", isMissing },
    { id: "weights", label: "Weights", isMissing },
    { id: "phases", label: "Wake and sleep", isMissing },
    { id: "bits", label: "Bits ledger", isMissing },
    ...(runCount === 1 ? [settings] : []),
  ];
}

function Runs() {
  const missing = missingRuns.value;
  if (!areReady.value) return <Looking />;
  if (listedRuns.value.length === 0) return <NoRuns />;
  return (
    <>
      <WatchedFolder />
      <RunTable />
      {selectedRuns.value.map(({ key, run }) => (
        <RunProblem key={key} run={run} />
      ))}
      {areListed.value && missing.length > 0 && (
        <p class="results-problem" role="status">
          Selected, but not here: {missing.join(", ")}. Drop the folder, or view the folder that it
          is in.
        </p>
      )}
      {state.runs.value.length === 0 && (
        <p class="results-none">Select up to six runs to see their curves, pictures and bits.</p>
      )}
    </>
  );
}

// The row of a run has no room for all of it.
function RunProblem({ run }: { run: OpenRun }) {
  const { problem } = glanceOf(run);
  return problem ? (
    <p class="results-problem" role="status">
      {sentence(problem)}
    </p>
  ) : null;
}

function Looking() {
  return (
    <div class="results-empty" role="status">
      <p>Looking for runs</p>
    </div>
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
