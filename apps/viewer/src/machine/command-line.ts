import { type Flag, flags } from "./flags.ts";
import { defaultPageSettings, hasClasses, type PageSettings } from "./settings.ts";
import { shellWord } from "./shell-word.ts";

/** The command that does the same run in a terminal: the same machine, bit for bit. */
export function commandLine(settings: PageSettings): string {
  const options = flags.flatMap((flag) => {
    const text = flag.format(settings);
    if (text === undefined) return [];
    return isSwitch(flag) ? [`--no-${flag.name}`] : [`--${flag.name}`, shellWord(text)];
  });
  return ["helmholtz", "train", ...options].join(" ");
}

/** How a training of the page went on from another one. */
export interface WarmStartStep {
  /** What the other run is called, and the step of its checkpoint. */
  readonly run: string;
  readonly step: number;
  /** The settings in force at that step, and those with which it went on. */
  readonly before: PageSettings;
  readonly after: PageSettings;
  /** Steps in all. */
  readonly steps: number;
}

/** The command that goes on from the saved other run in a terminal, to the same machine. */
export function warmStartCommand({ run, step, before, after, steps }: WarmStartStep): string {
  const isOther = (name: string) =>
    flags.some((flag) => flag.name === name && flag.text(before) !== flag.text(after));
  // Data that is named brings all its classes, and an optimizer a rate of its own.
  const isData = isOther("data") || (isOther("classes") && after.classes === undefined);
  const also = [...(isData ? ["data", "classes"] : []), ...(isOther("optimizer") ? ["rate"] : [])];
  const options = flags.flatMap((flag) => {
    const { name } = flag;
    const text = flag.text(after);
    if (isLength(flag) || text === undefined || !(isOther(name) || also.includes(name))) return [];
    if (isSwitch(flag)) return [text === "1" ? `--${name}` : `--no-${name}`];
    return [`--${name}`, shellWord(text)];
  });
  const from = shellWord(`${run}@${step}`);
  return ["helmholtz train --warm-start", from, ...options, "--steps", steps].join(" ");
}

/**
 * The settings that a command line asks for. What it says of the terminal and the disk, such as
 * `--plain` or `--out`, is passed over.
 *
 * @throws RangeError for a text that is no `helmholtz train`, or options that cannot be, with the
 * option's name.
 */
export function parseCommandLine(text: string): PageSettings {
  const words = splitWords(text);
  const command = words.indexOf("train");
  if (command < 0 || !words.slice(0, command).some((word) => /(^|\/)helmholtz$/.test(word))) {
    throw new RangeError(
      `command line: "helmholtz train" with its options is needed, got ${text.trim() === "" ? "nothing" : `"${text.trim()}"`}`,
    );
  }
  const given = readOptions(words.slice(command + 1));
  if (given.has("epochs") && given.has("steps")) {
    throw new RangeError("--epochs: cannot be given with --steps; leave out one of them");
  }
  const settings = flags.reduce((settings, flag) => {
    const written = given.get(flag.name);
    if (written === undefined) return settings;
    try {
      return flag.parse(written, settings);
    } catch (error) {
      throw new RangeError(`--${flag.name}: ${(error as Error).message}`);
    }
  }, defaultPageSettings);
  if (settings.classes && !hasClasses(settings)) {
    throw new RangeError(
      `--classes: choosing ${settings.classes} needs labels, ${settings.data} has none; choose no classes`,
    );
  }
  return settings;
}

// Options that say nothing of the run, and whether a value follows.
const PASSED_OVER: Readonly<Record<string, boolean>> = {
  ...{ out: true, theme: true, glyphs: true, pictures: true },
  ...{ plain: false, json: false, "screen-reader": false },
};

// Phases are on unless the command line turns them off.
function isSwitch({ name }: Flag): boolean {
  return name === "wake" || name === "sleep";
}

function isLength({ name }: Flag): boolean {
  return name === "epochs" || name === "steps";
}

function readOptions(words: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  const rest = words.flatMap((word) => /^(--[\w-]+)=(.*)$/s.exec(word)?.slice(1) ?? [word]);
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? "";
    const name = word.replace(/^--/, "");
    const phase = flags.find((flag) => isSwitch(flag) && flag.name === name.replace(/^no-/, ""));
    if (phase && word.startsWith("--")) {
      given.set(phase.name, name === phase.name ? "1" : "0");
    } else if (PASSED_OVER[name] === false) {
      // Nothing follows it.
    } else if (!word.startsWith("--") || !isOption(name)) {
      throw new RangeError(
        name === "resume" || name === "warm-start"
          ? `--${name}: a run on a disk is not in reach of this page; drop it under Results`
          : `command line: options of helmholtz train are needed, got "${word}"`,
      );
    } else {
      const value = rest[++i];
      if (value === undefined) throw new RangeError(`${word}: a value is needed, got nothing`);
      given.set(name, value);
    }
  }
  return given;
}

function isOption(name: string): boolean {
  return PASSED_OVER[name] === true || flags.some((flag) => flag.name === name && !isSwitch(flag));
}

// As a shell does it: blanks part, quotes and a backslash hold together.
function splitWords(text: string): string[] {
  const joined = text.replace(/\\\r?\n/g, " ");
  const words = joined.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'|\\(.)/g, "$1$2$3"));
}
