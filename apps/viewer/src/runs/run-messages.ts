import type { Machine, PictureType, RunEvent } from "@helmholtz/core";
import type { RunChanges } from "./run-changes.ts";

/** How far a run has been read, and whether more is to come. */
export type RunStatus =
  /** The part of its log that has been read, 0 … 1. */
  | { readonly type: "loading"; readonly progress: number }
  /** More is expected; of `stalled` there has been no news for minutes. */
  | { readonly type: "live" | "stalled" | "ended" }
  /** It cannot be reached now; what was read stays, and it goes on when it is back. */
  | { readonly type: "gone"; readonly message: string }
  /** It is no run that can be read. */
  | { readonly type: "error"; readonly message: string };

/** What a page asks of the reader of one run, over the run's port. */
export type Request =
  /** Whether anybody sees the page. */
  { readonly type: "shown"; readonly shown: boolean } | Call | { readonly type: "close" };

/** A request that is answered under its number. */
export type Call = Question & { readonly call: number };

/** What can be asked of a run: pictures of its log, and a machine that it stored. */
export type Question =
  | { readonly type: "at"; readonly pictures: PictureType; readonly step: number }
  | { readonly type: "machineAt"; readonly step: number };

/** What comes back, by the type of the question; undefined where there is nothing so early. */
export interface Answers {
  readonly at: RunEvent | undefined;
  readonly machineAt: StoredMachine | undefined;
}

/** What the reader of a run tells the page. */
export type Reply =
  | { readonly type: "news"; readonly news: RunNews }
  | { readonly type: "answer"; readonly call: number; readonly value: unknown }
  | { readonly type: "failure"; readonly call: number; readonly message: string };

/** What changed since the news before. */
export interface RunNews {
  /** Absent while more parts of the changes follow. */
  readonly status?: RunStatus;
  readonly changes: RunChanges;
}

/** A machine as a run stored it. */
export interface StoredMachine {
  readonly step: number;
  readonly machine: Machine;
}
