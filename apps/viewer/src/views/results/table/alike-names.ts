import type { ListedRun } from "../sources/run-place.ts";

/**
 * Where runs are that are called alike, by their keys: the place that each is from, or, of several from
 * the same place, the folder that it is in.
 */
export function placesOfAlike(runs: readonly ListedRun[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const alike of grouped(runs, ({ name }) => name)) {
    if (alike.length === 1) continue;
    for (const together of grouped(alike, ({ place }) => place)) {
      const isAlone = together.length === 1;
      for (const { key, place } of together) places.set(key, isAlone ? place : folderOf(key));
    }
  }
  return places;
}

function grouped<T>(items: readonly T[], by: (item: T) => string): Iterable<readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups.values();
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/")) || key;
}
