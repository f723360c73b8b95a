export { cacheDirectory } from "./cache-directory.ts";
export type { DatasetSource, Selection } from "./dataset-source.ts";
export {
  type FetchDatasetOptions,
  type FetchProgress,
  fetchDataset,
  mnistFiles,
  type RemoteDataset,
  type RemoteFile,
} from "./fetch-dataset.ts";
export { datasetNames, type OpenDatasetOptions, openDataset } from "./open-dataset.ts";
export {
  continueRun,
  createRun,
  openRun,
  type RunDirectory,
  type RunWriter,
} from "./run-directory.ts";
