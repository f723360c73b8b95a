import {
  type Backend,
  type BackendName,
  backends,
  DataError,
  type Images,
  openBackend,
  type Split,
  splits,
} from "@helmholtz/core";
import { type Command, Option } from "commander";
import { integer } from "./options.ts";
import { createProgressLine } from "./progress-line.ts";

/** What commands that measure machines on images let their user choose. */
export interface MeasuringFlags {
  split: Split;
  samples: number;
  limit?: number;
  seed: number;
  backend: BackendName;
  threads: number;
  json?: boolean;
}

/** Adds the options of `MeasuringFlags`; `samples` says what is sampled, and how often by default. */
export function addMeasuringOptions(
  command: Command,
  samples: { description: string; preset: number },
): Command {
  return command
    .addOption(
      new Option("--split <name>", "which part of the data").choices(splits).default("valid"),
    )
    .option("--samples <k>", samples.description, integer(1), samples.preset)
    .option("--limit <n>", "only the first images", integer(1))
    .option("--seed <n>", "seed of the samples", integer(0), 0)
    .addOption(
      new Option("--backend <name>", "what computes")
        .choices(Object.keys(backends))
        .default("wasm"),
    )
    .option("--threads <n>", "threads that compute, with wasm", integer(1), 1)
    .option("--json", "one JSON object");
}

/**
 * Measures on the backend of `flags`, showing progress; the backend ends with it.
 *
 * @param title what is done, such as "evaluating"
 */
export async function measureImages<T>(
  images: Images,
  title: string,
  { backend: name, threads, limit = images.size }: MeasuringFlags,
  measure: (backend: Backend, onProgress: (images: number) => void) => Promise<T>,
): Promise<T> {
  const progress = createProgressLine(title, Math.min(limit, images.size));
  const { backend, notice } = await openBackend(name, { threads });
  if (notice) console.error(`helmholtz: ${notice}`);
  try {
    return await measure(backend, progress.show);
  } finally {
    progress.clear();
    await backend[Symbol.asyncDispose]?.();
  }
}

/** @throws DataError when images have not as many pixels as `owner` has visible units. */
export function checkPixels(
  { width, height }: Images,
  visible: number | undefined,
  { source, owner }: { source: string; owner: string },
): void {
  if (width * height === visible) return;
  throw new DataError(
    `${source}: images of ${visible} pixels are needed, as ${owner} visible units, got ${width} x ${height}; choose other data`,
  );
}
