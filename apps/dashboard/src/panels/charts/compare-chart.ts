import type { RunHistory } from "@helmholtz/core";
import { plainText } from "../../draw/cells.ts";
import { shortenAlike } from "../../draw/shorten-alike.ts";
import { curveHue, type Style } from "../../draw/style.ts";
import { formatBits } from "../../draw/text.ts";
import type { Drawing } from "../drawing.ts";
import type { Curve } from "./curve.ts";
import { drawCurves } from "./draw-curves.ts";
import { type Beat, type ChartView, shownSteps } from "./shown-steps.ts";

/** A run in a chart of several. */
export interface NamedRun {
  readonly name: string;
  /** Its colour and mark among them, from 0. */
  readonly index: number;
  readonly history: RunHistory;
  readonly stepsPerEpoch: number;
}

export interface CompareChartOptions extends ChartView {
  readonly style: Style;
  /** Character cells in all, border included. */
  readonly width: number;
  readonly height: number;
}

/**
 * The description length of several runs over each other, epoch by epoch: held out, or in training
 * where nothing is held out. Cursor, zoom and the plot's x are steps of the first run: those of the
 * others are stretched to its epochs.
 */
export function compareChart(
  runs: readonly NamedRun[],
  { style, width, height, ...view }: CompareChartOptions,
): Drawing {
  const names = shortenAlike(
    runs.map(({ name }) => plainText(name)),
    LONGEST,
  );
  const curves = runs.flatMap((run, i): Curve[] => {
    const beat = beatBeside(run, runs);
    return beat ? [{ ...look(run.index, style), ...beat, name: names[i] ?? "" }] : [];
  });
  const longest = longestBeat(runs);
  return drawCurves(curves, {
    title: "description length",
    unit: "bits per image",
    format: formatBits,
    x: shownSteps(view, longest, lastStep(longest)),
    stepsPerEpoch: runs[0]?.stepsPerEpoch ?? 1,
    ...{ marks: [], remarks: [], steep: true },
    empty: "none of the runs has been evaluated yet",
    ...{ view, style, width, height },
  });
}

/** The beat of the run that has come furthest, stretched to the epochs of the first one. */
export function longestBeat(runs: readonly NamedRun[]): Beat | undefined {
  const beats = runs.flatMap((run) => beatBeside(run, runs) ?? []);
  const ends = beats.map(lastStep);
  return beats[ends.indexOf(Math.max(...ends))];
}

/** Where a beat ends, in steps of the run that it is stretched to; 0 where there is none. */
export function lastStep(beat?: Beat): number {
  return (beat?.perStep ?? 1) * (beat?.series.buckets.at(-1)?.to ?? 0);
}

function beatBeside({ history, stepsPerEpoch }: NamedRun, [first]: readonly NamedRun[]) {
  const series = history.series.get("heldOut") ?? history.series.get("training");
  return series && { series, perStep: (first?.stepsPerEpoch ?? 1) / stepsPerEpoch };
}

// Cells of a name: six of them and their values fit on three lines of 80.
const LONGEST = 24;

/** What stands for a run that is compared, by its index: a letter, in the colour of its curve. */
export function compareMark(index: number, style: Style): string {
  const { color, mark } = look(index, style);
  return style.color(color, mark);
}

function look(index: number, { theme }: Style): Required<Pick<Curve, "color" | "mark">> {
  const letter = String.fromCharCode("A".charCodeAt(0) + (index % 26));
  return { color: curveHue(index, theme), mark: letter };
}
