import type { EventEmitter } from "node:events";

export interface GuardOptions {
  /** Gives the terminal back. Called at the latest when the guard is disposed of, perhaps twice. */
  restore(): void;
  /** Called when the process is told to end: the guard keeps it from ending by itself. */
  interrupt(): void;
}

/**
 * Sees to it that the terminal is given back however the program ends: by a signal, by an
 * exception (before Node prints it), by `process.exit`, or by leaving the guard's scope.
 */
export function guardTerminal(
  { restore, interrupt }: GuardOptions,
  host: EventEmitter = process,
): Disposable {
  for (const signal of SIGNALS) host.on(signal, interrupt);
  for (const end of ENDS) host.on(end, restore);
  return {
    [Symbol.dispose]() {
      for (const signal of SIGNALS) host.off(signal, interrupt);
      for (const end of ENDS) host.off(end, restore);
      restore();
    },
  };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
const ENDS = ["uncaughtExceptionMonitor", "exit"];
