import { resolve } from "node:path";
import {
  createRunRecord,
  DataError,
  type Dataset,
  type RunRecord,
  type RunState,
} from "@helmholtz/core";
import { openDataset } from "@helmholtz/core/node";
import { isDatasetName } from "./run-data.ts";
import type { NewRun } from "./train-in-worker.ts";
import { versions } from "./versions.ts";

/**
 * The record of a run that is to begin, and its images.
 *
 * @param from as in `createRunRecord`
 * @throws DataError when there are no such images, or not enough for a batch.
 */
export async function newRecord(
  { settings, data, classes, binarization, cwd }: NewRun,
  from?: Pick<RunState, "step" | "epochs">,
): Promise<{ record: RunRecord; dataset: Dataset }> {
  const source = await openDataset(data, { classes, binarization, cwd });
  const dataset = await source.dataset();
  const { batch } = settings;
  if (batch > dataset.train.size) {
    throw new DataError(
      `${source.name}: a batch of ${batch} needs as many images, there are ${dataset.train.size}; use a smaller --batch`,
    );
  }
  const choice = {
    name: isDatasetName(data) ? data : resolve(cwd, data),
    classes,
    binarization,
    fingerprint: await source.fingerprint(),
  };
  return { record: createRunRecord(settings, choice, dataset, versions, from), dataset };
}
