import type { ComponentChildren } from "preact";
import { formatCount, formatMeasure, formatSeconds } from "../format.ts";
import type { Glance } from "../glance.ts";
import type { ListedRun } from "../sources/run-place.ts";

/** A run in the table, with what is known of it. */
export interface RunRow {
  readonly run: ListedRun;
  readonly glance: Glance | undefined;
}

/** A column of the table. */
export interface RunColumn {
  readonly id: string;
  readonly label: string;
  readonly numeric?: boolean;
  /** What it sorts by; undefined, where nothing is known yet, comes last. */
  value(row: RunRow): string | number | undefined;
  /** Default the value as it is. */
  cell?(row: RunRow): ComponentChildren;
}

/** Columns that tell what is known of a run before it is read. */
export const listedColumns: ReadonlySet<string> = new Set(["name", "updated", "place"]);

/** Every column beside the name. A new one is an entry here. */
export const runColumns: readonly RunColumn[] = [
  {
    id: "state",
    label: "State",
    value: ({ glance }) => glance?.state ?? "reading",
    cell: ({ glance }) => {
      const state = glance?.state ?? "reading";
      return <span class={`results-state ${state}`}>{state}</span>;
    },
  },
  column(
    "data",
    "Data",
    ({ record }) =>
      record && [record.data.name, record.data.classes?.join("")].filter(Boolean).join(" "),
  ),
  column("sizes", "Sizes", ({ record }) => record?.sizes.join("-")),
  column("rule", "Rule", ({ record }) => record?.rule),
  column("optimizer", "Optimizer", ({ record }) => record?.options.optimizer.name),
  column(
    "rate",
    "Rate",
    ({ record }) => record && [record.options.optimizer.rate].flat().join(", "),
  ),
  number("batch", "Batch", ({ record }) => record?.options.batch, formatCount),
  number("seed", "Seed", ({ record }) => record?.seed, String),
  column("backend", "Backend", ({ record }) => record?.backend),
  number("step", "Step", ({ step }) => step, formatCount),
  number(
    "epoch",
    "Epoch",
    ({ epoch }) => epoch,
    (epoch) => epoch.toFixed(1),
  ),
  number("bits", "Bits now", ({ bits }) => bits, formatMeasure),
  {
    ...number("best", "Bits, best", ({ best }) => best, formatMeasure),
    cell: ({ glance: { best, bestEpoch } = { state: "reading" } }) =>
      best === undefined ? (
        "–"
      ) : (
        <>
          {formatMeasure(best)}
          {bestEpoch !== undefined && <small> at {bestEpoch.toFixed(1)}</small>}
        </>
      ),
  },
  number("final", "Bits, all held out", ({ final }) => final, formatMeasure),
  number("nll", "−log p", ({ nll }) => nll, formatMeasure),
  number("speed", "Images/s", ({ speed }) => speed, formatCount),
  number("time", "Time", ({ seconds }) => seconds, formatSeconds),
  {
    id: "updated",
    label: "Changed",
    value: ({ run }) => run.updated,
    cell: ({ run: { updated } }) =>
      updated === undefined ? "–" : new Date(updated).toLocaleString("en", CHANGED),
  },
  { id: "place", label: "From", value: ({ run }) => run.place },
];

const CHANGED: Intl.DateTimeFormatOptions = {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
};

function column(
  id: string,
  label: string,
  value: (glance: Glance) => string | undefined,
): RunColumn {
  return { id, label, value: ({ glance }) => glance && value(glance) };
}

function number(
  id: string,
  label: string,
  value: (glance: Glance) => number | undefined,
  format: (value: number) => string,
): RunColumn {
  const of = ({ glance }: RunRow) => glance && value(glance);
  return {
    ...{ id, label, numeric: true, value: of },
    cell: (row) => {
      const known = of(row);
      return known === undefined ? "–" : format(known);
    },
  };
}
