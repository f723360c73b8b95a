import type { EvaluateEvent, RunState, StartEvent } from "@helmholtz/core";
import { plainText } from "./draw/cells.ts";
import type { Style } from "./draw/style.ts";
import { formatBits, formatCount, formatDuration } from "./draw/text.ts";
import { quote } from "./quote.ts";

export interface SummaryOptions {
  /** Where the run is kept. */
  directory: string;
  /** Milliseconds of training since it began or last continued, pauses left out. */
  elapsed: number;
  /** Default none: plain text. */
  style?: Style;
}

/**
 * What stays of a training: how it ended, how well the machine does, and how to go on. At most 80
 * columns but for paths.
 */
export function summaryLines(
  run: RunState,
  { directory, elapsed, style }: SummaryOptions,
): string[] {
  const { start } = run;
  const bold = style ? style.bold : (text: string) => text;
  if (!start) return listLines([["run", directory]]);
  const table = tableLines(run, start);
  return [
    bold(endText(run, start, elapsed)),
    ...lossLines(run),
    "",
    ...table,
    ...(table.length > 0 ? [""] : []),
    ...listLines([
      ["held out", heldOutText(run, start)],
      ["−log p", likelihoodText(run)],
      ["speed", speedText(run, start, elapsed)],
      ["run", directory],
      ["go on", continueCommand(run, start, directory)],
      ["look", `helmholtz watch ${quote(directory)}`],
    ]),
  ];
}

function endText({ step, end }: RunState, start: StartEvent, elapsed: number): string {
  const own = start.step > 0 ? `, ${formatCount(step - start.step)} of them` : "";
  const after = `${formatCount(step)} of ${formatCount(start.steps)} steps${own} in ${formatDuration(elapsed)}`;
  return `${end ? ENDINGS[end.reason] : "left"}: ${after}`;
}

const ENDINGS = { done: "done", stopped: "stopped and saved", quit: "ended" };

function lossLines({ end, checkpoints }: RunState): string[] {
  if (end?.reason !== "quit") return [];
  return [`nothing after step ${formatCount(checkpoints.at(-1) ?? 0)} was saved`];
}

// Best and last evaluation, with the columns that say something.
function tableLines({ best, curve }: RunState, { validImages }: StartEvent): string[] {
  const last = curve.at(-1);
  if (!last) return [];
  const row = (name: string, { epoch, step, descriptionLength, train }: EvaluateEvent) => [
    name,
    epoch.toFixed(2),
    formatCount(step),
    ...(validImages > 0 ? [formatBits(descriptionLength)] : []),
    formatBits(train.descriptionLength),
  ];
  const rows = [
    ["bits per image", "epoch", "step", ...(validImages > 0 ? ["held out"] : []), "in training"],
    ...(best ? [row("best", best)] : []),
    row("last", last),
  ];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  "),
  );
}

function heldOutText({ end }: RunState, { validImages }: StartEvent): string | undefined {
  if (!end?.heldOut) return undefined;
  const { descriptionLength, images } = end.heldOut;
  const which = validImages > 0 ? "" : ", of those in training: none are held out";
  return `${formatBits(descriptionLength)} bits per image on all ${formatCount(images)}${which}`;
}

function likelihoodText({ likelihood }: RunState): string | undefined {
  if (!likelihood) return undefined;
  const { nll, nllStandardError, images, samples, step } = likelihood;
  return `${formatBits(nll)} ± ${formatBits(nllStandardError)} nats on ${formatCount(images)} images at step ${formatCount(step)}, ${formatCount(samples)} samples`;
}

function speedText({ step }: RunState, start: StartEvent, elapsed: number): string | undefined {
  const images = (step - start.step) * start.batch;
  return images > 0 && elapsed > 0
    ? `${formatCount((1000 * images) / elapsed)} images/s`
    : undefined;
}

// A run that is done goes on if it is made longer: here twice as long.
function continueCommand({ end }: RunState, { steps }: StartEvent, directory: string): string {
  const longer = end?.reason === "done" ? ` --steps ${2 * steps}` : "";
  return `helmholtz train --resume ${quote(directory)}${longer}`;
}

function listLines(entries: readonly (readonly [name: string, text: string | undefined])[]) {
  return entries.flatMap(([name, text]) =>
    text === undefined ? [] : [`${name.padEnd(10)}${plainText(text)}`],
  );
}
