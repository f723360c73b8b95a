import type { Direction, RunState } from "@helmholtz/core";
import type { Style } from "../draw/style.ts";
import type { Pace } from "./pace.ts";

/** What the dashboard's own state is, beside the run: mostly what keys have set. */
export interface View {
  /** What training does, as far as the dashboard knows. */
  activity: "training" | "paused" | "stopping" | "ended";
  /** Which weights are shown. */
  direction: Direction;
  /** Whether the help covers the panels. */
  help: boolean;
  /** Whether "stop, save and leave?" waits for an answer. */
  asking: boolean;
  /** Whether the dashboard closes when training has ended. */
  leaving: boolean;
  /** The latest news. */
  message: string;
}

export function createView(): View {
  return {
    activity: "training",
    direction: "generative",
    help: false,
    asking: false,
    leaving: false,
    message: "",
  };
}

/** What a panel draws from. */
export interface PanelProps {
  readonly run: RunState;
  readonly view: View;
  readonly pace: Pace;
  readonly style: Style;
  /** Character cells in all, border included. */
  readonly width: number;
  readonly height: number;
}
