import type { RunEvent } from "@helmholtz/core";

/** A training under way somewhere else: in a worker, or recorded. */
export interface Training {
  readonly events: AsyncIterable<RunEvent>;
  pause(): void;
  resume(): void;
  /** Ends after the step under way, with a checkpoint. */
  stop(): void;
}
