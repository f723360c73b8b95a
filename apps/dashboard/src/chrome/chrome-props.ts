import type { Learning, RunState } from "@helmholtz/core";
import type { Style } from "../draw/style.ts";
import type { Pace } from "../pace.ts";
import type { View } from "../panels/view.ts";

/** What header, progress and footer draw from. */
export interface ChromeProps {
  readonly run: RunState;
  readonly view: View;
  readonly learning: Learning;
  readonly pace: Pace;
  readonly style: Style;
  /** Where the run is kept. */
  readonly directory: string;
  /** Bytes that this program takes. */
  readonly memory: number;
  /** Character cells. */
  readonly width: number;
  readonly height: number;
}
