import type { RunSource } from "./run-source.ts";

/** The files of one run, wherever they are. Paths are those of a run directory, such as `run.json`. */
export interface RunFiles {
  /** Where they are: `filesOf` makes these files of it again, also in a worker. */
  readonly source: RunSource;
  /** Tells this run from all others that can be open. */
  readonly id: string;
  /** What to call it. */
  readonly name: string;
  /** What to call a file of it to the user. */
  title(path: string): string;
  /**
   * Bytes of a file now; undefined where there is no such file.
   *
   * @throws UnreachableError when that cannot be told now.
   * @throws RunError when it never can.
   */
  size(path: string): Promise<number | undefined>;
  /**
   * Bytes of a file from `from` to before `to`; fewer where it ends before, none where there is none.
   *
   * @throws as `size` does.
   */
  read(path: string, from: number, to: number): Promise<Uint8Array>;
  /**
   * Steps of the stored checkpoints, ascending; none where nobody lists them.
   *
   * @throws as `size` does.
   */
  checkpoints(): Promise<readonly number[]>;
}

/** Names in a run directory. */
export const RECORD = "run.json";
export const LOG = "events.jsonl";
export const CHECKPOINTS = "checkpoints";
export const CHECKPOINT_ENDING = ".safetensors";

/** What cannot be read now, and may be later, such as of a server that is closed. The message is one line for the user. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}
