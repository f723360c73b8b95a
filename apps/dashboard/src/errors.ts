import { DataError, RunError } from "@helmholtz/core";
import { plainText } from "./draw/cells.ts";

/** A mistake in what was typed, wrong whatever the disk holds. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Exit codes of every command. */
export const EXIT = { success: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** An error that came over from a worker, of the kind that it was there. */
export function rebuildError(from: { name: string; message: string; stack?: string }): Error {
  const kinds: Record<string, new (message: string) => Error> = { DataError, RunError, RangeError };
  const Kind = kinds[from.name] ?? Error;
  const error = new Kind(from.message);
  error.stack = from.stack;
  return error;
}

/**
 * Runs what fails only for the run at hand, such as a layer that its machine does not have: a
 * failure, and not a mistake whatever the disk holds.
 */
export function forThisRun<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof RangeError ? new RunError(error.message) : error;
  }
}

/**
 * Any text as one line that may be printed: a path or a message of the system may have several, and
 * what a file says may have the codes of a terminal.
 */
export function oneLine(text: string): string {
  return plainText(text.trim().replace(/\s*[\r\n]+\s*/g, " "));
}

/** One line for the user, and the exit code that goes with it. */
export function explain(error: unknown): { line: string; code: number } {
  const { message, stack } = error as Error;
  if (error instanceof DataError || error instanceof RunError) {
    return { line: oneLine(message), code: EXIT.failure };
  }
  if (error instanceof UsageError || error instanceof RangeError) {
    return { line: oneLine(message), code: EXIT.usage };
  }
  // Not a user's mistake but ours: the stack says where.
  return {
    line: process.env.HELMHOLTZ_DEBUG ? String(stack) : oneLine(message),
    code: EXIT.failure,
  };
}
