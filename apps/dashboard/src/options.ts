import { isAbsolute, relative } from "node:path";
import type { Rate } from "@helmholtz/core";
import { InvalidArgumentError } from "commander";
import { parseRate } from "./rate.ts";

/** The directory that the user stands in: under a package manager's script, not the working directory. */
export const userDirectory = process.env.INIT_CWD ?? process.cwd();

/** A path as the user would type it: from the directory that the user stands in, where it is below. */
export function userPath(path: string): string {
  const below = relative(userDirectory, path);
  return below === "" || below.startsWith("..") || isAbsolute(below) ? path : below;
}

/** Parses an integer of at least `least`. */
export function integer(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`An integer of at least ${least} is needed.`);
    }
    return value;
  };
}

/** Parses a finite number above 0. */
export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError("A number above 0 is needed.");
  }
  return value;
}

/** Parses a comma-separated list of what `one` parses. */
export function list<T>(one: (text: string) => T): (text: string) => T[] {
  return (text) => text.split(",").map(one);
}

/** Parses a rate, or one for each layer. */
export function rate(text: string): Rate {
  try {
    return parseRate(text);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
}
