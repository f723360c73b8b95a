import type { Act, RunEvent, RunRecord } from "@helmholtz/core";
import type { Origin } from "./origin.ts";

/** A run to be shown: trained in a worker, written by another process, or recorded. */
export interface RunSource {
  /** Where the run is kept: an absolute path. */
  readonly path: string;
  readonly record: RunRecord;
  /** Where it went on from another run, if it did. */
  readonly origin?: Origin;
  /** From the first that is known to the latest, and on while there are more. */
  readonly events: AsyncIterable<RunEvent>;
  /** Whether a process writes it now; absent where this one does, or nobody can know. */
  isWritten?(): boolean;
  /** Called with what of the run cannot be read, in a line; set by who shows the run. */
  onUnreadable?: (line: string) => void;
  /** Does something to the training; absent where another process trains. */
  act?(act: Act): void;
}
