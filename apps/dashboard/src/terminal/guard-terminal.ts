import type { EventEmitter } from "node:events";

export interface GuardOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /**
   * Gives the terminal back: the screen, the mouse, the keyboard. Called at the latest when the
   * guard is disposed of, perhaps twice.
   *
   * @param atOnce the process ends now, and nothing that still waits will be written
   */
  restore(atOnce: boolean): void;
  /** Takes the terminal again and paints, after the process was suspended. */
  resume(): void;
  /**
   * Called when the process is told to end, and when its terminal has gone away: the guard keeps
   * it from ending by itself. May be called more than once.
   */
  interrupt(): void;
}

/** A terminal that will be given back. Disposing of it gives it back. */
export interface Guard extends Disposable {
  /** Gives the terminal to the shell, as Ctrl-Z does, until the shell lets the process go on. */
  suspend(): void;
}

/**
 * Sees to it that the terminal is given back however the program ends: by a signal, by an
 * exception (before Node prints it), by `process.exit`, or by leaving the guard's scope. From then
 * on, errors of a terminal that has gone away are ignored.
 */
export function guardTerminal(
  { stdin, stdout, restore, resume, interrupt }: GuardOptions,
  host: EventEmitter = process,
): Guard {
  let suspended: NodeJS.Timeout | undefined;
  const suspend = () => {
    if (suspended) return;
    restore(false);
    host.off("SIGTSTP", suspend);
    // Where there is no shell to go on with, the signal does nothing. Where there is one, the time
    // is up before SIGCONT is heard, which is why it is waited for a little longer.
    suspended = setTimeout(() => {
      suspended = setTimeout(goOn, 1);
    }, UNHEEDED_MS);
    // All of the group: a shell waits for the package manager that has started this.
    process.kill(0, "SIGTSTP");
  };
  const goOn = () => {
    // Stopped by somebody else: the shell has used the terminal since.
    if (!suspended) restore(false);
    clearTimeout(suspended);
    suspended = undefined;
    host.off("SIGTSTP", suspend);
    host.on("SIGTSTP", suspend);
    resume();
  };
  const end = () => restore(true);

  for (const signal of SIGNALS) host.on(signal, interrupt);
  for (const event of ENDS) host.on(event, end);
  host.on("SIGTSTP", suspend);
  host.on("SIGCONT", goOn);
  const losses = stdin.isTTY ? ["end", "error"] : [];
  for (const event of losses) stdin.on(event, interrupt);
  stdout.on("error", interrupt);
  // There may be more errors later, when nobody can be told of them any more.
  for (const stream of [stdin, stdout]) stream.off("error", ignore).on("error", ignore);

  return {
    suspend,
    [Symbol.dispose]() {
      clearTimeout(suspended);
      for (const signal of SIGNALS) host.off(signal, interrupt);
      for (const event of ENDS) host.off(event, end);
      host.off("SIGTSTP", suspend);
      host.off("SIGCONT", goOn);
      restore(false);
      for (const event of losses) stdin.off(event, interrupt);
      stdout.off("error", interrupt);
    },
  };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];
const ENDS = ["uncaughtExceptionMonitor", "exit"];
const UNHEEDED_MS = 200;

function ignore(): void {}
