import {
  type Act,
  createActs,
  createRunRecord,
  decodeCheckpoint,
  defaultSettings,
  encodeCheckpoint,
  type RunRecord,
  type RunSettings,
  type TrainingState,
  type TrainOptions,
  train,
  trainOptions,
  warmStart,
} from "@helmholtz/core";
import { type OpenDatasetOptions, openDataset, openRun } from "@helmholtz/core/node";

export { openRun };

/** A run as the command line does it. */
export interface NodeRun {
  readonly record: RunRecord;
  /** The last checkpoint's file. */
  readonly checkpoint: Uint8Array;
  readonly imagesPerSecond: number;
}

/** Trains as `helmholtz train` does of these settings, with what is done on the way. */
export async function trainInNode(
  data: string,
  settings: Partial<RunSettings>,
  { acts = [], ...selection }: OpenDatasetOptions & { acts?: readonly Act[] } = {},
): Promise<NodeRun> {
  const { record, dataset } = await begin(data, settings, selection);
  const options = await trainOptions(record, dataset);
  return { record, ...(await finish(options, acts)) };
}

/** Goes on with these settings from what another run has learned, as `--warm-start` does: to its end, or not at all. */
export async function warmStartInNode(
  checkpoint: Uint8Array,
  data: string,
  settings: Partial<RunSettings>,
  { only, ...selection }: OpenDatasetOptions & { only?: "first" } = {},
): Promise<Pick<NodeRun, "record" | "checkpoint">> {
  const { record, dataset } = await begin(data, settings, selection);
  const { sizes, seed, options } = record;
  const from = decodeCheckpoint(checkpoint, "checkpoint");
  const resume = warmStart(from, { ...options, sizes, seed });
  if (only === "first") return { record, checkpoint: encodeCheckpoint(resume) };
  return { record, ...(await finish(await trainOptions(record, dataset, { resume }))) };
}

/** Goes on with the run in a directory, as `helmholtz train --resume` does, to its end. */
export async function resumeInNode(directory: string): Promise<Uint8Array> {
  const run = await openRun(directory);
  const { data } = run.record;
  const source = await openDataset(data.name, {
    classes: data.classes ?? undefined,
    binarization: data.binarization,
  });
  if ((await source.fingerprint()) !== data.fingerprint) throw new Error("other images");
  const past = await run.state();
  const resume = await run.checkpoint("latest");
  const options = await trainOptions(run.record, await source.dataset(), { resume, past });
  return (await finish(options)).checkpoint;
}

async function begin(data: string, settings: Partial<RunSettings>, selection: OpenDatasetOptions) {
  const source = await openDataset(data, selection);
  const dataset = await source.dataset();
  const choice = {
    ...{ name: data, binarization: "sample" as const, fingerprint: await source.fingerprint() },
    ...selection,
  };
  const record = createRunRecord({ ...defaultSettings, ...settings }, choice, dataset, {});
  return { record, dataset };
}

async function finish(options: TrainOptions, done: readonly Act[] = []) {
  const acts = createActs(options.rule);
  for (const act of done) acts.push(act);
  let state: TrainingState | undefined;
  const started = performance.now();
  for await (const event of train({ ...options, acts })) {
    if (event.type === "checkpoint") state = event.state;
  }
  if (!state) throw new Error("no checkpoint");
  const seconds = (performance.now() - started) / 1000;
  const imagesPerSecond = (options.steps * (options.batch ?? 20)) / seconds;
  return { checkpoint: encodeCheckpoint(state), imagesPerSecond };
}
