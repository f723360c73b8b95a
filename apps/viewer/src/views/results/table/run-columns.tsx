import type { ComponentChildren } from "preact";
import { PAPERS_GIVE_NATS } from "../../../charts/nats-in-bits.ts";
import { formatCount, formatMeasure, formatSeconds } from "../format.ts";
import type { Glance } from "../glance.ts";
import { dataWords } from "./data-words.ts";
import { type RunRow, stateNote } from "./run-row.ts";

/** A column of the table. */
export interface RunColumn {
  readonly id: string;
  readonly label: string;
  /** What its values are, as a tooltip of the head. */
  readonly title?: string;
  readonly numeric?: boolean;
  /** Most values have room in it: they come one by one. */
  readonly width: string;
  /** What it sorts by; undefined, where nothing is known yet, comes last. */
  value(row: RunRow): string | number | undefined;
  /** Default the value as it is. */
  cell?(row: RunRow): ComponentChildren;
}

/** Columns that tell what is known of a run before it is read. */
export const listedColumns: ReadonlySet<string> = new Set(["name", "updated", "place"]);

// As the terminal has it at the end of a training.
const SINCE = "since it began or last went on, reports and evaluations included, pauses left out";

/** Every column beside the name. A new one is an entry here. */
export const runColumns: readonly RunColumn[] = [
  {
    id: "state",
    label: "State",
    width: "4.75rem",
    value: ({ glance }) => glance?.state ?? "reading",
    cell: (row) => {
      const state = row.glance?.state ?? "reading";
      return (
        <span class="results-state" data-state={state} title={stateNote(row)}>
          {state}
        </span>
      );
    },
  },
  {
    ...column("data", "Data", "6.5rem", ({ record }) => record && dataWords(record.data)),
    cell: ({ glance }) => {
      const words = glance?.record ? dataWords(glance.record.data) : "–";
      return (
        <span class="results-data" title={words}>
          {words}
        </span>
      );
    },
  },
  column("sizes", "Sizes", "5.75rem", ({ sizes }) => sizes?.join("-")),
  column("rule", "Rule", "5.5rem", ({ record }) => record?.rule),
  column("optimizer", "Optimizer", "5rem", ({ record }) => record?.options.optimizer.name),
  column(
    "rate",
    "Rate",
    "4rem",
    ({ record }) => record && [record.options.optimizer.rate].flat().join(", "),
  ),
  number("batch", "Batch", "3rem", ({ record }) => record?.options.batch, formatCount),
  number("seed", "Seed", "3rem", ({ record }) => record?.seed, String),
  column("backend", "Backend", "4.5rem", ({ record }) => record?.backend),
  number("step", "Step", "4.75rem", ({ step }) => step, formatCount),
  number(
    "epoch",
    "Epoch",
    "3.25rem",
    ({ epoch }) => epoch,
    (epoch) => epoch.toFixed(1),
  ),
  {
    ...number("bits", "Bits now", "4.25rem", ({ bits }) => bits, formatMeasure),
    title:
      "Bits per image at the latest report, which measures 500 held-out images unless the run says otherwise; of all of them, at its end, see “Bits, all held out”",
  },
  {
    ...number("best", "Bits, best", "6.5rem", ({ best }) => best, formatMeasure),
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
  number("final", "Bits, all held out", "7rem", ({ final }) => final, formatMeasure),
  {
    ...number("nll", "−log p, bits", "4.5rem", ({ nll }) => nll, formatMeasure),
    title: `−log p(d) in bits per image, by importance sampling. ${PAPERS_GIVE_NATS}`,
  },
  {
    ...number("speed", "Images/s", "4.25rem", ({ speed }) => speed, formatCount),
    title: `Images learned per second, the mean ${SINCE}`,
  },
  {
    ...number("time", "Time", "3.5rem", ({ seconds }) => seconds, formatSeconds),
    title: `Time of training ${SINCE}`,
  },
  {
    id: "updated",
    label: "Changed",
    width: "7rem",
    value: ({ run }) => run.updated,
    cell: ({ run: { updated } }) =>
      updated === undefined ? "–" : new Date(updated).toLocaleString("en", CHANGED),
  },
  { id: "place", label: "From", width: "7rem", value: ({ run }) => run.place },
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
  width: string,
  value: (glance: Glance) => string | undefined,
): RunColumn {
  return { id, label, width, value: ({ glance }) => glance && value(glance) };
}

function number(
  id: string,
  label: string,
  width: string,
  value: (glance: Glance) => number | undefined,
  format: (value: number) => string,
): RunColumn {
  const of = ({ glance }: RunRow) => glance && value(glance);
  return {
    ...{ id, label, numeric: true, width, value: of },
    cell: (row) => {
      const known = of(row);
      return known === undefined ? "–" : format(known);
    },
  };
}
