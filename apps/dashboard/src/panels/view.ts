import type { Direction, DreamEvent, Machine, PhasesEvent } from "@helmholtz/core";
import type { Range } from "../draw/ticks.ts";
import type { PanelName } from "./layout.ts";

/** What training does, as far as the dashboard knows. */
export type Activity = "training" | "paused" | "stopping" | "ended" | "stalled";

/** What the dashboard shows of a run, beside the run itself: mostly what keys have set. */
export interface View {
  activity: Activity;

  /** Which page of panels is shown, from 0. */
  page: number;
  /** The one panel that has the page to itself. */
  only?: PanelName;
  /** What covers the panels. */
  cover?: "help" | "log";
  /** Lines that the cover is scrolled down by. */
  scroll: number;
  /** What is asked of the user. */
  question?: Question;
  /** Whether the dashboard closes when training has ended. */
  leaving: boolean;
  /** The latest news. */
  message: string;

  /** The step that is looked at; where there is none, the latest is followed. */
  cursor?: number;
  /** What is stored of the cursor's step, or of the last one before it, as far as it has been read. */
  past?: Past;

  /** Steps that the charts show; all where there is none. */
  zoom?: Range;
  /** Whether the charts show the latest stretch only. */
  recent: boolean;
  /** Whether the charts' values go by powers of ten. */
  log: boolean;
  /** How much of the curves before counts in a smoothed value, from 0 (nothing) to below 1. */
  smoothing: number;

  /** Which weights are shown. */
  direction: Direction | "both";
  /** The lower of the two layers that the shown weights connect. */
  layer: number;
  /** The first unit of which weights are shown. */
  unit: number;
  /** The first dream that is shown. */
  dream: number;
}

/** What a run stored at one step, or last before it. */
export interface Past {
  readonly dream?: DreamEvent;
  readonly phases?: PhasesEvent;
  readonly weights?: { readonly step: number; readonly machine: Machine };
}

/** A question in the footer: to be answered by one key, or with a line of text. */
export type Question =
  | {
      readonly type: "choice";
      readonly text: string;
      readonly answers: readonly {
        readonly key: string;
        readonly label: string;
        choose?(): void;
      }[];
    }
  | {
      readonly type: "line";
      readonly text: string;
      line: string;
      /** @returns what is wrong with the line, if anything: then it is asked again. */
      submit(line: string): string | undefined;
    };

export function createView(): View {
  return {
    activity: "training",
    page: 0,
    scroll: 0,
    leaving: false,
    message: "",
    recent: false,
    log: false,
    smoothing: 0,
    direction: "generative",
    layer: 0,
    unit: 0,
    dream: 0,
  };
}
