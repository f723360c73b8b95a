import type { StudyName } from "../results.ts";
import type { Artefact, Find } from "./artefacts/artefact.ts";
import { classesArtefact } from "./artefacts/classes.ts";
import { comesUpArtefact } from "./artefacts/comes-up.ts";
import { sleepArtefact } from "./artefacts/sleep.ts";
import { unitsArtefact } from "./artefacts/units.ts";
import type { ExperimentRuns } from "./experiment-runs.ts";
import { type Html, html } from "./html.ts";

/** The four artefacts of the starter code's measure, each judged by the numbers of this study. */
export function findArtefacts(assignment: readonly ExperimentRuns[]): Artefact[] {
  const find: Find = (name: StudyName) => assignment.find((experiment) => experiment.name === name);
  return [
    classesArtefact(find),
    unitsArtefact(find),
    comesUpArtefact(assignment),
    sleepArtefact(find),
  ];
}

/** The artefacts as a section of the page. */
export function artefactsSection(artefacts: readonly Artefact[]): Html {
  return html`<section aria-labelledby="artefacts">
<h2 id="artefacts">Four things that the starter code’s cost seems to say</h2>
<p>What is true of the machines stays true when the cost is counted right. What comes from the counting
goes away.</p>
${artefacts.map(
  ({ id, claim, shown, text, evidence }) => html`<section aria-labelledby="${id}">
<h3 id="${id}">“${claim}”</h3>
<p class="verdict"><strong>${verdict(shown)}</strong> ${text}</p>
${evidence}</section>
`,
)}</section>
`;
}

function verdict(shown: boolean | undefined): string {
  if (shown === undefined) return "Not measured.";
  return shown
    ? "An artefact: these runs show it."
    : "These runs do not show it to be an artefact.";
}
