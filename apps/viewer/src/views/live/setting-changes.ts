import { formatRate } from "../../machine/flags.ts";
import type { PageSettings } from "../../machine/settings.ts";

/** A setting that became another while a machine learned, in words. */
export interface SettingChange {
  /** What became of it, such as "batch 20 → 50". */
  readonly mark: string;
  /** What it is now, such as "batch 50". */
  readonly now: string;
}

/** What is another setting in `after` than it was before. */
export function settingChanges(before: PageSettings, after: PageSettings): SettingChange[] {
  const changes = facts.flatMap(([name, textOf]): SettingChange[] => {
    const [was, is] = [textOf(before), textOf(after)];
    return was === is ? [] : [{ mark: `${name} ${was} → ${is}`, now: `${name} ${is}` }];
  });
  const all = [...changes, ...layerChanges(before.hidden, after.hidden)];
  return all.length > 0 ? all : [{ mark: "other images", now: "other images" }];
}

const facts: readonly (readonly [name: string, text: (settings: PageSettings) => string])[] = [
  ["images", ({ data }) => data],
  ["classes", ({ classes }) => classes?.join(", ") ?? "all"],
  ["pixels", ({ binarization }) => (binarization === "sample" ? "drawn" : "by half brightness")],
  ["rule", ({ rule }) => rule],
  ["optimizer", ({ optimizer }) => optimizer.name],
  ["rate", ({ optimizer }) => formatRate(optimizer.rate)],
  ["batch", ({ batch }) => String(batch)],
  ["wake", ({ wake }) => (wake.length > 0 ? "on" : "off")],
  ["sleep", ({ sleep }) => (sleep.length > 0 ? "on" : "off")],
  ["length", ({ length }) => lengthWords(length)],
  ["backend", ({ backend }) => backend],
  ["threads", ({ threads }) => String(threads)],
];

function lengthWords(length: PageSettings["length"]): string {
  return "epochs" in length ? `${length.epochs} epochs` : `${length.steps} steps`;
}

// Layers are matched from the bottom up, as their weights are kept.
function layerChanges(before: readonly number[], after: readonly number[]): SettingChange[] {
  const most = Math.max(before.length, after.length);
  return Array.from({ length: most }, (_, l) => l).flatMap((l): SettingChange[] => {
    const name = `layer ${l + 1}`;
    const [was, is] = [before[l], after[l]];
    if (was === is) return [];
    if (is === undefined) return [{ mark: `${name} removed`, now: `no ${name}` }];
    const now = `${is} units in ${name}`;
    return was === undefined
      ? [{ mark: `${name}: ${is} new units`, now: `a new ${name} of ${is} units` }]
      : [{ mark: `${name}: ${was} → ${is} units`, now }];
  });
}
