import type { RunRecord } from "@helmholtz/core";

/** A setting that is not the same in all runs. */
export interface DifferingSetting {
  readonly name: string;
  /** Of each run, in their order; `ABSENT` where a run has none. */
  readonly values: readonly string[];
}

/** What stands for the value of a setting that a run does not have. */
export const ABSENT = "–";

/** What tells runs apart, by their records. */
export function differingSettings(records: readonly RunRecord[]): DifferingSetting[] {
  const settings = records.map(settingsOf);
  const names = new Set(settings.flatMap((one) => [...one.keys()]));
  return [...names]
    .map((name) => ({ name, values: settings.map((one) => one.get(name) ?? ABSENT) }))
    .filter(({ values }) => new Set(values).size > 1);
}

function settingsOf({ sizes, seed, rule, backend, options, data }: RunRecord): Map<string, string> {
  const { optimizer, ...others } = options;
  const { name, classes, binarization } = data;
  const settings = new Map<string, string>([["sizes", sizes.join("-")]]);
  const all = { rule, optimizer: optimizer.name, ...omitName(optimizer), ...others, seed, backend };
  for (const [key, value] of Object.entries(all)) settings.set(key, settingText(value));
  settings.set("data", name);
  settings.set("classes", settingText(classes ?? "all"));
  settings.set("binarization", binarization);
  return settings;
}

function omitName<T extends { name: string }>({ name: _, ...rest }: T): Omit<T, "name"> {
  return rest;
}

// A phase is the directions that learn in it.
function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.join(",") : "off";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
