import type { Epochs, RunHistory } from "@helmholtz/core";
import { plainText } from "../../draw/cells.ts";
import { type Measure, sameMeasure } from "../../draw/measure.ts";
import { shortenAlike } from "../../draw/shorten-alike.ts";
import { curveHue, type Style } from "../../draw/style.ts";
import { formatBits } from "../../draw/text.ts";
import type { Drawing } from "../drawing.ts";
import type { Curve } from "./curve.ts";
import { drawCurves } from "./draw-curves.ts";
import { inEpochs } from "./in-epochs.ts";
import { type Beat, type ChartView, shownSteps } from "./shown-steps.ts";

/** A run in a chart of several. */
export interface NamedRun {
  readonly name: string;
  /** Its colour and mark among them, from 0. */
  readonly index: number;
  readonly history: RunHistory;
  readonly epochs: Epochs;
}

export interface CompareChartOptions extends ChartView {
  readonly style: Style;
  /** Character cells in all, border included. */
  readonly width: number;
  readonly height: number;
}

/**
 * The description length of several runs over each other, epoch by epoch: held out, or in training
 * where nothing is held out. Cursor, zoom and the plot's x are steps of the first run that has begun:
 * those of the others are stretched to its epochs.
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
    epochs: sharedEpochs(runs),
    ...{ marks: [], remarks: [], steep: true },
    empty: "none of the runs has been evaluated yet",
    ...{ view, style, width, height },
  });
}

/** The beat of the run that has come furthest, stretched as `compareChart` does. */
export function longestBeat(runs: readonly NamedRun[]): Beat | undefined {
  const beats = runs.flatMap((run) => beatBeside(run, runs) ?? []);
  const ends = beats.map(lastStep);
  return beats[ends.indexOf(Math.max(...ends))];
}

/** Where a beat ends, in steps of the run that it is stretched to; 0 where there is none. */
export function lastStep(beat?: Beat): number {
  const { series, place = sameMeasure } = beat ?? {};
  return place.of(series?.buckets.at(-1)?.to ?? 0);
}

function beatBeside({ history, epochs }: NamedRun, runs: readonly NamedRun[]): Beat | undefined {
  const series = history.series.get("heldOut") ?? history.series.get("training");
  const [own, shared] = [inEpochs(epochs), inEpochs(sharedEpochs(runs))];
  const place: Measure = {
    of: (step) => wholeStep(shared.at(own.of(step))),
    at: (x) => wholeStep(own.at(shared.of(x))),
  };
  return series && { series, place };
}

// What is a whole step but for rounding is that: else it would be one that is not done yet.
function wholeStep(step: number): number {
  const nearest = Math.round(step);
  return Math.abs(step - nearest) < 1e-6 ? nearest : step;
}

function sharedEpochs(runs: readonly NamedRun[]): Epochs {
  return runs.find(({ epochs }) => epochs.length > 0)?.epochs ?? [];
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
