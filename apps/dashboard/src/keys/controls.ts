import type { Act, Learning, RunState } from "@helmholtz/core";
import type { Range } from "../draw/ticks.ts";
import type { Beat } from "../panels/charts/shown-steps.ts";
import type { PanelName } from "../panels/layout.ts";
import type { View } from "../panels/view.ts";

/** What a key of the run screen can reach. */
export interface Controls {
  /** Changed by keys. */
  readonly view: View;
  readonly run: RunState;
  /** How the run learns now. */
  readonly learning: Learning;
  /** Steps that there are: from the first to the latest. */
  readonly span: Range;
  /** See `ChartControls`. */
  readonly beat?: Beat;
  /** The panels of the page, and those that are shown: one of them, where it is enlarged. */
  readonly page: readonly PanelName[];
  readonly shown: readonly PanelName[];
  /** How many pages of panels there are. */
  readonly pages: number;
  /** How many units the weights panel has room for, and how many dreams the panel of dreams. */
  readonly room: Readonly<Record<"weights" | "dreams", number>>;
  /** Does something to the training; absent where another process trains. */
  act?(act: Act): void;
  /** Looks at the step that is stored `by` stored steps after the one looked at, or before it. */
  travel(by: number): void;
  /** Asks whether to end this training, saved, and go on with a new run from what is looked at. */
  fork?(): void;
  /** Closes the screen. */
  leave(): void;
  /** Stops training, saved, and closes the screen at once. */
  interrupt(): void;
  /** Gives the terminal to the shell until it hands it back. */
  suspend(): void;
}
