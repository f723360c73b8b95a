import { isDatasetName } from "../../run-data.ts";
import { experiments } from "../experiments.ts";
import { protocols } from "../protocols.ts";
import { type StudyResults, type StudyRun, studyNames } from "../results.ts";
import { titles } from "./experiment-runs.ts";
import { type Html, html } from "./html.ts";
import { fixed } from "./numbers.ts";
import { table } from "./table.ts";

/** How the figures came about: the data, and a command for each. */
export function makingSection({ data, runs, toys, digits }: StudyResults): Html {
  return html`<section aria-labelledby="making">
<h2 id="making">How it was made</h2>
<p>Data: <strong>${data.name}</strong>, ${fixed(data.train, 0)} images to learn from and
${fixed(data.heldOut, 0)} held out. Grey pixels become bits anew at every pass, on with their grey as
probability. The tables measure up to ${fixed(MOST_IMAGES, 0)} images with 50 samples each, the curves
a part of them with one sample.</p>
<p>All runs come from one command, which also leaves its figures in <code>study.csv</code>,
and those of every epoch in <code>study.json</code>, beside this page. The same command gives the same
figures.</p>
<pre><code>${studyCommand(data.name, runs)}</code></pre>
<p>The starter code’s cost is of a machine as it learns and cannot be
measured afterwards: only this command gives it. What a machine is worth in the end can be measured anew.
Run in the folder of this page, these print the figures of its tables:</p>
${runs.length > 0 ? commands(runs) : undefined}
${toys && toys.length > 0 ? html`<p>The toys, by enumeration: ${toys.map(({ name, divergences }) => html`<code>helmholtz toy ${name} --seeds ${divergences.length}</code> `)}</p>` : undefined}
${digits ? html`<p>The digits of 8 × 8 pixels: <code>helmholtz study</code>, seed ${digits.seed}.</p>` : undefined}
</section>
`;
}

function commands(runs: readonly StudyRun[]): Html {
  return table({
    caption: "A command for each run",
    head: ["Run", "Seed", "On held-out images, and on training images"],
    rows: runs.map((run) => {
      const command = `helmholtz evaluate ${shellWord(run.run)} --limit ${MOST_IMAGES}`;
      return [
        `${titles[run.name]}, ${run.protocol}`,
        run.seed,
        html`<code>${command}</code><br><code>${command} --split train</code>`,
      ];
    }),
  });
}

// As the study measures a machine at the end: of more images, the first ones.
const MOST_IMAGES = 10_000;

/** The command that these runs come from: what it does without being told is left out. */
function studyCommand(data: string, runs: readonly StudyRun[]): string {
  const quick = runs.every(({ protocol }) => protocol === "assignment");
  const names = studyNames.filter((name) => runs.some((run) => run.name === name));
  const usual = studyNames.filter((name) => !quick || experiments[name].rate === undefined);
  const seeds = new Set(runs.map(({ seed }) => seed)).size;
  const epochs = runs.find(
    ({ name, protocol, epochs }) => epochs.length !== protocols[protocol](experiments[name]).epochs,
  )?.epochs.length;
  return [
    "helmholtz study",
    ...(quick ? ["--quick"] : []),
    ...(data === EMBEDDED ? [] : ["--data", isDatasetName(data) ? data : "PATH"]),
    ...(String(names) === String(usual) ? [] : ["--only", names.join(",")]),
    `--seeds ${seeds}`,
    ...(epochs === undefined ? [] : [`--epochs ${epochs}`]),
    "--out DIRECTORY",
  ].join(" ");
}

// What a study calls the digits that it uses where nothing else is said.
const EMBEDDED = "the embedded digits";

/** A path as one word of a command. */
function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
