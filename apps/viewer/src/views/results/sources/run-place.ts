import type { ReadonlySignal } from "@preact/signals";
import type { OpenRun } from "../../../runs/open-run.ts";

/** A run that can be opened. */
export interface ListedRun {
  /** Tells it from all others, also the next time that the page is opened. */
  readonly key: string;
  readonly name: string;
  /** The place that it is from, in words. */
  readonly place: string;
  /** When it last changed, in milliseconds since 1970; absent where nobody knows. */
  readonly updated?: number;
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
  /** Lists its runs, and those that come later, until what it returns is called. */
  watch?(): () => void;
}
