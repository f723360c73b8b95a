import type { RunRecord } from "@helmholtz/core";
import type { Sort } from "../../../ui/data-table.tsx";
import { flattenSettings } from "../settings/flatten-settings.ts";
import type { ListedRun } from "../sources/run-place.ts";
import { runColumns } from "./run-columns.tsx";
import type { RunRow } from "./run-row.ts";

/**
 * The rows in order. Whichever way, what is not known comes last, and after one's own runs those that
 * come with the page.
 *
 * @param rows changed by no one: the result is another array
 */
export function sortRows(rows: readonly RunRow[], { column, descending }: Sort): RunRow[] {
  const sortValue = column === "name" ? nameOf : (findValue(column) ?? (() => 0));
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: sortValue(row) }))
    .sort((a, b) => isShipped(a.row) - isShipped(b.row) || compare(a.value, b.value, sign))
    .map(({ row }) => row);
}

/**
 * Whether each word of a filter is in the name, the state or a setting of a run, such as `seed=3`
 * or `mnist`.
 */
export function createFilter(filter: string): (row: RunRow) => boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ run, glance }) => {
    if (words.length === 0) return true;
    const texts = [
      textOf(run, runText),
      glance?.state,
      glance?.record && textOf(glance.record, settingsText),
    ];
    return words.every((word) => texts.some((text) => text?.includes(word)));
  };
}

type Value = string | number | undefined;

const nameOf = ({ run }: RunRow): Value => run.name;

const isShipped = ({ run }: RunRow): number => Number(run.isShipped ?? false);

function findValue(id: string) {
  return runColumns.find((column) => column.id === id)?.value;
}

function compare(a: Value, b: Value, sign: number): number {
  const [noA, noB] = [isNothing(a), isNothing(b)];
  if (noA || noB) return Number(noA) - Number(noB);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * NAMES.compare(String(a), String(b));
}

const NAMES = new Intl.Collator("en", { numeric: true });

function isNothing(value: Value): boolean {
  return value === undefined || Number.isNaN(value);
}

function runText({ name, key }: ListedRun): string {
  return `${name} ${key}`;
}

function settingsText(record: RunRecord): string {
  return Array.from(flattenSettings(record), ([name, value]) => `${name}=${value}`).join(" ");
}

const texts = new WeakMap<object, string>();

// Made once for each: there may be very many.
function textOf<T extends object>(of: T, make: (of: T) => string): string {
  const known = texts.get(of);
  if (known !== undefined) return known;
  const text = make(of).toLowerCase();
  texts.set(of, text);
  return text;
}
