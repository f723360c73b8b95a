import { epochAt, meanSpeed } from "@helmholtz/core";
import { formatBits, formatCount } from "../draw/text.ts";
import type { RunModel } from "../screens/run-model.ts";
import { differingSettings } from "./differing-settings.ts";

/** A column of the table that compares runs. */
export interface Column {
  readonly title: string;
  /** Whether it stands at the right of its column, as numbers do. */
  readonly isNumber: boolean;
  cell(run: ComparedRun): string;
  /** What the runs are sorted by; what has none comes last. */
  sortBy(run: ComparedRun): number | string | undefined;
}

/** One of the runs that are compared. */
export interface ComparedRun {
  /** As short as still tells the runs apart. */
  readonly name: string;
  /** Its place on the command line, from 0: its colour and mark in the chart. */
  readonly index: number;
  readonly model: RunModel;
}

/** What the runs have come to, and what tells them apart. */
export function comparisonColumns(runs: readonly ComparedRun[]): Column[] {
  const settings = differingSettings(runs.map(({ model }) => model.source.record));
  return [
    ...progress,
    ...settings.map(
      ({ name, values }): Column => ({
        title: name,
        isNumber: values.every((value) => !Number.isNaN(Number(value))),
        cell: ({ index }) => values[index] ?? "",
        sortBy: ({ index }) => numberOrText(values[index] ?? ""),
      }),
    ),
    ...measures,
  ];
}

/** The runs in the order of a column; of equal ones, as they were. */
export function sortRuns(
  runs: readonly ComparedRun[],
  { column, descending }: { column: Column | undefined; descending: boolean },
): ComparedRun[] {
  if (!column) return [...runs];
  return runs.toSorted((a, b) => {
    const [x, y] = [column.sortBy(a), column.sortBy(b)];
    if (x === undefined || y === undefined)
      return Number(x === undefined) - Number(y === undefined);
    const order = x < y ? -1 : x > y ? 1 : 0;
    return descending ? -order : order;
  });
}

// What they have come to is first: of a narrow table it is all that one sees at once.
const progress: readonly Column[] = [
  {
    title: "run",
    isNumber: false,
    cell: ({ name }) => name,
    sortBy: ({ name }) => name,
  },
  number("bits", ({ run }) => run.curve.at(-1)?.descriptionLength, formatBits),
  number("best", ({ run }) => run.best?.descriptionLength, formatBits),
  number("at epoch", ({ run }) => run.best?.epoch, oneDecimal),
  {
    title: "state",
    isNumber: false,
    cell: ({ model }) => stateText(model),
    sortBy: ({ model }) => stateText(model),
  },
  number("step", ({ run }) => run.step, formatCount),
  number("epoch", ({ run }) => run.start && epochAt(run.epochs, run.step), oneDecimal),
];

const measures: readonly Column[] = [
  number("−log p", ({ run }) => run.likelihood?.nll, formatBits),
  number("images/s", ({ run }) => meanSpeed(run), formatCount),
];

function number(
  title: string,
  value: (model: RunModel) => number | undefined,
  format: (value: number) => string,
): Column {
  return {
    title,
    isNumber: true,
    cell({ model }) {
      const known = value(model);
      return known === undefined ? "–" : format(known);
    },
    sortBy: ({ model }) => value(model),
  };
}

function stateText({ run, view }: RunModel): string {
  return run.end?.reason ?? view.activity;
}

function oneDecimal(value: number): string {
  return value.toFixed(1);
}

function numberOrText(text: string): number | string {
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
