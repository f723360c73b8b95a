import type { Binarization, RunRecord } from "@helmholtz/core";
import { datasetNames, type OpenDatasetOptions } from "@helmholtz/core/node";

/** Whether data is asked for by a name, and not by a path. */
export function isDatasetName(data: string): boolean {
  return datasetNames.includes(data);
}

/** How a run's own data is opened. */
export function dataOf({ data }: RunRecord, cwd: string): OpenDatasetOptions {
  const binarization: Binarization = data.binarization;
  return { classes: data.classes ?? undefined, binarization, cwd };
}
