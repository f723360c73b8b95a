import type { ReadonlySignal } from "@preact/signals";
import type { OpenRun } from "../../../runs/open-run.ts";

/** A run that can be opened. */
export interface ListedRun {
  /** Tells it from all others, also the next time that the page is opened. */
  readonly key: string;
  readonly name: string;
  /** The place that it is from, in words. */
  readonly place: string;
  /** Whether it comes with the page: one's own runs go before. Default false. */
  readonly isShipped?: boolean;
  /** When it last changed, in milliseconds since 1970; absent where nobody knows. */
  readonly updated?: number;
  /** Whether a process writes it; absent where nobody knows. */
  readonly isWritten?: boolean;
  /** What it is read from, where the same key may come to stand for something else. */
  readonly source?: unknown;
  /** Opens it; who opens it closes it. */
  open(): OpenRun;
}

/** A place that runs come from. */
export interface RunPlace {
  /** In words, such as "Server". */
  readonly title: string;
  readonly runs: ReadonlySignal<readonly ListedRun[]>;
  /** Whether it has been asked, so that no runs means that there are none. */
  readonly isListed: ReadonlySignal<boolean>;
  /** Why it cannot be listed now. What was listed before stays. */
  readonly problem: ReadonlySignal<string | undefined>;
  /** Path of the folder that its runs are in, where it is one that is known. */
  readonly folder?: ReadonlySignal<string | undefined>;
  /** Lists its runs, and those that come later, until what it returns is called. */
  watch?(): () => void;
}
