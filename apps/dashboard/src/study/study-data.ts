import { DataError, type Images } from "@helmholtz/core";
import { openDataset } from "@helmholtz/core/node";
import { isDatasetName } from "../run-data.ts";
import { MAX_IMAGES } from "./protocols.ts";
import type { StudyResults } from "./results.ts";
import type { StudyTask } from "./study-task.ts";

/** The images of a study, before any class is chosen. */
export interface StudyData {
  /** Images that there are to learn from and held out, under a name for readers. */
  readonly summary: StudyResults["data"];
  readonly fingerprint: string;
  /** @throws DataError where a training needs more images of its classes than there are. */
  check(task: StudyTask): void;
}

/**
 * Opens the images of a study.
 *
 * @throws DataError when there are none, or they have no labels to choose classes by.
 */
export async function openStudyData(data: string, cwd: string): Promise<StudyData> {
  const source = await openDataset(data, { cwd });
  const [train, heldOut] = [await source.split("train"), await source.split("valid")];
  const count = ({ labels, size }: Images, classes?: readonly number[]): number => {
    if (!classes) return size;
    if (!labels) {
      throw new DataError(
        `${source.name}: labels are needed to choose classes by, there are none; put the labels file beside the images`,
      );
    }
    return labels.filter((label) => classes.includes(label)).length;
  };
  return {
    summary: {
      name: readableName(data, source.name),
      train: Math.min(train.size, MAX_IMAGES),
      heldOut: heldOut.size,
    },
    fingerprint: await source.fingerprint(),
    check({ name, experiment: { classes }, training: { batch } }) {
      const of = classes ? `images of class ${classes.join(" or ")}` : "images";
      const [have, held] = [count(train, classes), count(heldOut, classes)];
      if (have < batch) {
        throw new DataError(
          `${source.name}: ${name} needs at least ${batch} ${of} to learn from, there are ${have}; give more images`,
        );
      }
      if (held < 1) {
        throw new DataError(
          `${source.name}: ${name} needs ${of} that are held out, there are none; give more images`,
        );
      }
    },
  };
}

// A folder may be called mnist, too.
function readableName(data: string, name: string): string {
  if (data === "mnist") return "the embedded digits";
  return isDatasetName(data) ? name : `the files of ${name}`;
}
