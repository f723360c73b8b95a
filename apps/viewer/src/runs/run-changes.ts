import {
  createHistory,
  createRunState,
  type PictureType,
  type RunHistory,
  type RunRecord,
  type RunState,
} from "@helmholtz/core";
import { type PackedSeries, packSeries, unpackSeries } from "./packed-series.ts";

/** A run as a page shows it. */
export interface Snapshot {
  /** Undefined until it is read, and of a checkpoint alone. */
  readonly record: RunRecord | undefined;
  /** Units of each layer, the visible one first; undefined until they are known. */
  readonly sizes: readonly number[] | undefined;
  readonly run: RunState;
  readonly history: RunHistory;
  /** Steps of the pictures that there are, ascending. */
  readonly steps: Readonly<Record<PictureType, readonly number[]>>;
}

/**
 * What changed from one snapshot to the next, in parts of which none keeps the page's thread busy:
 * lists grow by what was added, and long ones by some of it at a time.
 */
export interface RunChanges {
  readonly record?: RunRecord;
  readonly sizes?: readonly number[];
  /** Fields of the run but its lists and its weights. */
  readonly fields: Partial<RunState>;
  readonly lists: { readonly [K in keyof Lists]?: ListChange };
  /** All curves anew, where they are told. */
  readonly series?: ReadonlyMap<string, PackedSeries>;
  /** Whether this was the last part. */
  readonly isAll: boolean;
}

/** A list of which the first `kept` stay, and `added` follow. */
interface ListChange {
  readonly kept: number;
  readonly added: readonly unknown[];
}

/** How much of a list one part adds. */
const MOST_EVENTS = 500;
const MOST_NUMBERS = 100_000;

/** A run of which nothing is known yet. */
export function emptySnapshot(): Snapshot {
  return {
    record: undefined,
    sizes: undefined,
    run: createRunState(),
    history: createHistory(),
    steps: { dream: [], phases: [] },
  };
}

/** How much of the curves is told: nothing, their shapes without recent values, or all. */
export type CurveDetail = "none" | "shape" | "all";

/** Tells what changes a run, as it grows, since the call before. */
export function trackChanges(): (now: Snapshot, curves: CurveDetail) => RunChanges {
  const told: Record<string, unknown> = {};
  let toldRecord: RunRecord | undefined;
  let lists = listsOf(emptySnapshot());
  return (now, curves) => {
    const { curve: _, changes: __, checkpoints: ___, weights: ____, ...fields } = now.run;
    const changed = Object.entries(fields).filter(([name, value]) => told[name] !== value);
    Object.assign(told, fields);
    const record = now.record === toldRecord ? undefined : now.record;
    toldRecord = now.record;

    const listed = listsOf(now);
    const grown = LISTS.map((name) => [name, changeOf(lists[name], listed[name])] as const);
    const changes = Object.fromEntries(grown.filter(([, change]) => change));
    lists = withLists(lists, changes);
    return {
      record,
      sizes: now.sizes,
      fields: Object.fromEntries(changed),
      lists: changes,
      series: curves === "none" ? undefined : packAll(now.history, curves === "all"),
      isAll: LISTS.every((name) => lists[name].length === listed[name].length),
    };
  };
}

/** The next snapshot; what did not change is the same object in it. */
export function applyChanges(before: Snapshot, changed: RunChanges): Snapshot {
  const { record = before.record, sizes = before.sizes, fields, series, lists } = changed;
  const { curve, changes, checkpoints, marks, dream, phases } = withLists(listsOf(before), lists);
  return {
    record,
    sizes,
    run: { ...before.run, ...fields, curve, changes, checkpoints },
    history: { series: series ? unpackAll(series) : before.history.series, marks },
    steps: { dream, phases },
  };
}

/** The buffers of what changed, which may be handed over with it. */
export function buffersOf({ series = new Map() }: RunChanges): ArrayBuffer[] {
  return Array.from(series.values(), ({ buckets, recent }) => [
    buckets.buffer,
    recent.buffer,
  ]).flat();
}

type Lists = ReturnType<typeof listsOf>;

function listsOf({ run, history, steps }: Snapshot) {
  const { curve, changes, checkpoints } = run;
  return { curve, changes, checkpoints, marks: history.marks, ...steps };
}

const LISTS = Object.keys(listsOf(emptySnapshot())) as (keyof Lists)[];

function withLists(before: Lists, changes: RunChanges["lists"]): Lists {
  const lists: Record<string, readonly unknown[]> = { ...before };
  for (const [name, { kept, added }] of Object.entries(changes)) {
    lists[name] = lists[name]?.slice(0, kept).concat(added) ?? added;
  }
  return lists as unknown as Lists; // of the same kinds as those that were compared
}

function changeOf(before: readonly unknown[], now: readonly unknown[]): ListChange | undefined {
  let kept = 0;
  while (kept < before.length && kept < now.length && before[kept] === now[kept]) kept++;
  if (kept === before.length && kept === now.length) return undefined;
  const most = typeof now[kept] === "number" ? MOST_NUMBERS : MOST_EVENTS;
  return { kept, added: now.slice(kept, kept + most) };
}

function packAll({ series }: RunHistory, withRecent: boolean): Map<string, PackedSeries> {
  return new Map(Array.from(series, ([name, curve]) => [name, packSeries(curve, withRecent)]));
}

function unpackAll(packed: ReadonlyMap<string, PackedSeries>): RunHistory["series"] {
  return new Map(Array.from(packed, ([name, curve]) => [name, unpackSeries(curve)]));
}
