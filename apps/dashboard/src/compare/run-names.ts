import { basename, sep } from "node:path";

/** Names for paths: the last parts of each, as few as tell all of them apart. */
export function runNames(paths: readonly string[]): string[] {
  for (let parts = 1; parts < 8; parts++) {
    const names = paths.map((path) => path.split(sep).slice(-parts).join(sep));
    if (new Set(names).size === paths.length) return names;
  }
  return paths.map((path) => basename(path));
}
