import {
  binarizations,
  isRuleName,
  type Optimizer,
  optimizers,
  type Rate,
  rules,
} from "@helmholtz/core";
import { defaultPageSettings, type PageSettings, pageBackendNames } from "./settings.ts";

/** One setting as text: an option of `helmholtz train`, and a parameter of the page's URL. */
export interface Flag {
  /** As the command line has it, without its dashes. */
  readonly name: string;
  /** The setting as text; none where there is nothing to say, as of all classes. */
  text(settings: PageSettings): string | undefined;
  /** The setting as text; none where it is what it is without saying. */
  format(settings: PageSettings): string | undefined;
  /**
   * The settings with this one as the text says.
   *
   * @throws RangeError for a text that says no such setting.
   */
  parse(text: string, settings: PageSettings): PageSettings;
}

/** Every setting, in the order in which they must be read: a rate belongs to an optimizer. */
export const flags: readonly Flag[] = [
  flag(
    "data",
    ({ data }) => data,
    (data) => ({ data }),
  ),
  flag(
    "classes",
    ({ classes }) => classes?.join(","),
    (text, { data }) => ({ classes: classesOf(text, data === "mnist" ? 9 : undefined) }),
  ),
  flag(
    "hidden",
    ({ hidden }) => hidden.join(","),
    (text) => ({ hidden: integers(text, 1) }),
  ),
  flag(
    "rule",
    ({ rule }) => rule,
    (text) => ({ rule: choice(text, Object.keys(rules).filter(isRuleName)) }),
  ),
  flag(
    "optimizer",
    ({ optimizer }) => optimizer.name,
    (text) => ({ optimizer: optimizers[choice(text, optimizerNames)]() }),
  ),
  {
    name: "rate",
    text: ({ optimizer: { rate } }) => formatRate(rate),
    format({ optimizer: { name, rate } }) {
      const written = formatRate(rate);
      return written === formatRate(optimizers[name]().rate) ? undefined : written;
    },
    parse: (text, settings) => ({
      ...settings,
      optimizer: { ...settings.optimizer, rate: parseRate(text) },
    }),
  },
  flag(
    "batch",
    ({ batch }) => String(batch),
    (text) => ({ batch: integer(text, 1) }),
  ),
  flag(
    "epochs",
    ({ length }) => ("epochs" in length ? String(length.epochs) : undefined),
    (text) => ({ length: { epochs: positive(text) } }),
  ),
  flag(
    "steps",
    ({ length }) => ("steps" in length ? String(length.steps) : undefined),
    (text) => ({ length: { steps: integer(text, 1) } }),
  ),
  flag(
    "seed",
    ({ seed }) => String(seed),
    (text) => ({ seed: integer(text, 0) }),
  ),
  flag(
    "binarize",
    ({ binarization }) => binarization,
    (text) => ({ binarization: choice(text, binarizations) }),
  ),
  flag(
    "wake",
    ({ wake }) => onOrOff(wake),
    (text) => ({ wake: isOn(text) ? defaultPageSettings.wake : [] }),
  ),
  flag(
    "sleep",
    ({ sleep }) => onOrOff(sleep),
    (text) => ({ sleep: isOn(text) ? defaultPageSettings.sleep : [] }),
  ),
  flag(
    "backend",
    ({ backend }) => backend,
    (text) => ({ backend: choice(text, pageBackendNames) }),
  ),
  flag(
    "threads",
    ({ threads }) => String(threads),
    (text) => ({ threads: integer(text, 1) }),
  ),
];

/** A rate as it is typed: numbers with commas, one or bottom up per layer. */
export function formatRate(rate: Rate): string {
  return [rate].flat().join(",");
}

/** @throws RangeError for anything else than finite numbers of at least 0. */
export function parseRate(text: string): Rate {
  const rates = text.split(",").map(number);
  if (!rates.every((rate) => rate >= 0)) {
    throw new RangeError(`numbers of at least 0 are needed, got ${quoted(text)}`);
  }
  const [only = 0] = rates;
  return rates.length === 1 ? only : rates;
}

const optimizerNames = Object.keys(optimizers) as Optimizer["name"][]; // its keys are their names

function flag(
  name: string,
  text: Flag["text"],
  parse: (text: string, settings: PageSettings) => Partial<PageSettings>,
): Flag {
  const preset = text(defaultPageSettings);
  return {
    name,
    text,
    format: (settings) => {
      const written = text(settings);
      return written === preset ? undefined : written;
    },
    parse: (text, settings) => ({ ...settings, ...parse(text, settings) }),
  };
}

function classesOf(text: string, most = Number.POSITIVE_INFINITY): number[] {
  const classes = [...new Set(integers(text, 0))].sort((a, b) => a - b);
  if ((classes.at(-1) ?? 0) > most) {
    throw new RangeError(`classes from 0 to ${most} are needed, got ${quoted(text)}`);
  }
  return classes;
}

function integers(text: string, least: number): number[] {
  return text.split(",").map((part) => integer(part, least));
}

function integer(text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`an integer of at least ${least} is needed, got ${quoted(text)}`);
  }
  return value;
}

function positive(text: string): number {
  const value = number(text);
  if (!(value > 0)) throw new RangeError(`a number above 0 is needed, got ${quoted(text)}`);
  return value;
}

function number(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}

function choice<T extends string>(text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found === undefined) {
    throw new RangeError(`one of ${values.join(", ")} is needed, got ${quoted(text)}`);
  }
  return found;
}

function onOrOff(directions: readonly unknown[]): string {
  return directions.length > 0 ? "1" : "0";
}

function isOn(text: string): boolean {
  return choice(text, ["1", "0"]) === "1";
}

function quoted(text: string): string {
  return text === "" ? "nothing" : `"${text}"`;
}
