import { isatty } from "node:tty";

/** A stream of the process: a descriptor, and whether it was a terminal in the beginning. */
export interface MaybeTerminal {
  readonly fd: number;
  readonly isTTY?: boolean;
}

/**
 * Ends the process as a hang-up does, if a terminal that it began with has gone away; otherwise
 * does nothing. To be called when all is saved: at an exit of its own Node insists on resetting
 * the terminal, and aborts when there is none left.
 *
 * @param terminals what may be one: `process.stdin`, `process.stdout` and `process.stderr`
 */
export function endIfGone(terminals: readonly MaybeTerminal[]): void {
  if (!terminals.some(({ isTTY, fd }) => isTTY && !isatty(fd))) return;
  // Without a listener after one, the signal does what it does by default: it ends the process.
  process.on("SIGHUP", () => {});
  process.removeAllListeners("SIGHUP");
  process.kill(process.pid, "SIGHUP");
}
