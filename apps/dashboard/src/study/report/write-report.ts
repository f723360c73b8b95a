import { join } from "node:path";
import { openRun } from "@helmholtz/core/node";
import type { StudyResults } from "../results.ts";
import { writeStudyFile } from "../study-files.ts";
import { artefactsSection, findArtefacts } from "./artefacts.ts";
import { type ExperimentRuns, groupRuns, titles } from "./experiment-runs.ts";
import { introduction, measuresSection } from "./introduction.ts";
import { keyFigures } from "./key-figures.ts";
import { makingSection } from "./making.ts";
import { originalsSection } from "./originals.ts";
import { type Chapter, page } from "./page.ts";
import { type RunPictures, runPictures } from "./pictures.ts";
import { questionSections } from "./questions.ts";

/**
 * Writes `report.html` into a study's directory: one file with everything in it, to be read without
 * a network and without scripts. The same results and runs give the same bytes.
 *
 * @param directory where the study is, and its run directories below it
 * @returns the path of the file
 * @throws RunError when a run has no checkpoint to make pictures of, or the file cannot be written.
 */
export async function writeReport(directory: string, results: StudyResults): Promise<string> {
  const assignment = groupRuns(results.runs, "assignment");
  const recommended = groupRuns(results.runs, "recommended");
  const pictures = new Map<ExperimentRuns, RunPictures>();
  for (const experiment of [...assignment, ...recommended]) {
    pictures.set(experiment, await picturesOf(directory, experiment));
  }
  const found = (experiment: ExperimentRuns) => pictures.get(experiment) as RunPictures;
  const originals = originalsSection(results.toys, results.digits);
  const text = page({
    title: "Wake-sleep on digits: a report, reproduced and put right",
    chapters: originals ? [...CHAPTERS, ORIGINALS, MAKING] : [...CHAPTERS, MAKING],
    content: [
      introduction(results),
      measuresSection(),
      keyFigures(assignment, recommended),
      ...questionSections(assignment, recommended, found),
      artefactsSection(findArtefacts(assignment)),
      originals,
      makingSection(results),
    ],
  });
  const path = join(directory, "report.html");
  await writeStudyFile(path, text);
  return path;
}

const CHAPTERS: readonly Chapter[] = [
  { id: "measures", title: "What is measured" },
  { id: "figures", title: "Key figures" },
  { id: "one-class", title: "One class" },
  { id: "two-classes", title: "Two classes" },
  { id: "ten-classes", title: "Ten classes" },
  { id: "bonus", title: "Bonus question" },
  { id: "artefacts", title: "Four artefacts" },
];
const ORIGINALS: Chapter = { id: "originals", title: "The experiments of 1995" };
const MAKING: Chapter = { id: "making", title: "How it was made" };

async function picturesOf(
  directory: string,
  { name, protocol, runs }: ExperimentRuns,
): Promise<RunPictures> {
  const run = await openRun(join(directory, runs[0].run));
  return runPictures(run, `${titles[name]}, ${protocol} protocol`);
}
