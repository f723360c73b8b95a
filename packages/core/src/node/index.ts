export type { Selection } from "../datasets/grey-dataset.ts";
export type { PictureType, RunLog } from "../run/run-log.ts";
export { cacheDirectory } from "./cache-directory.ts";
export type { DatasetSource } from "./dataset-source.ts";
export {
  type FetchDatasetOptions,
  type FetchProgress,
  fetchDataset,
  mnistFiles,
  type RemoteDataset,
  type RemoteFile,
} from "./fetch-dataset.ts";
export { forkRun } from "./fork-run.ts";
export { datasetNames, type OpenDatasetOptions, openDataset } from "./open-dataset.ts";
export { openRun, type RunDirectory } from "./run-directory.ts";
export { openRunLog } from "./run-log.ts";
export { continueRun, createRun, type RunWriter } from "./run-writer.ts";
export { warmStartRun } from "./warm-start-run.ts";
export { isBeingWritten } from "./writer-lock.ts";
