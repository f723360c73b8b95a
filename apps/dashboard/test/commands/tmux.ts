import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const PROGRAM = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Whether tmux is installed. */
export const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

export interface TmuxOptions {
  columns?: number;
  rows?: number;
  cwd: string;
  env?: Readonly<Record<string, string>>;
}

/** The program in a shell in a real terminal: what a person sees, and the keys that a person presses. */
export interface TmuxTerminal extends Disposable {
  screen(): string;
  /** Presses keys, by tmux's names for them. */
  press(...keys: string[]): void;
  resize(columns: number, rows: number): void;
  /** Waits until the screen shows something. Fails with the screen as it is instead. */
  shows(wanted: string | RegExp): Promise<void>;
}

// What the one who runs the tests has set must not lead elsewhere.
const NEUTRAL = ["INIT_CWD", "FORCE_COLOR", "NO_COLOR", "CI"].flatMap((name) => ["-u", name]);

let terminals = 0;

/** Runs the built program in tmux. When it ends, its exit code stands on the screen: "exit 0". */
export function helmholtzInTmux(
  args: readonly string[],
  { columns = 80, rows = 24, cwd, env = {} }: TmuxOptions,
): TmuxTerminal {
  const socket = `helmholtz-test-${process.pid}-${terminals++}`;
  const tmux = (...command: string[]) =>
    execFileSync("tmux", ["-L", socket, "-f", "/dev/null", ...command], { encoding: "utf8" });
  const variables = Object.entries({ LANG: "C.UTF-8", ...env }).map(([k, v]) => `${k}=${v}`);
  const program = [process.execPath, PROGRAM, ...args].map((part) => `'${part}'`).join(" ");
  const size = ["-x", String(columns), "-y", String(rows)];
  tmux("new-session", "-d", ...size, "-c", cwd, "env", ...NEUTRAL, ...variables, "sh");
  tmux("send-keys", `clear; ${program}; echo exit $?`, "Enter");
  const screen = () => tmux("capture-pane", "-p");
  return {
    screen,
    press: (...keys) => void tmux("send-keys", ...keys),
    resize(columns, rows) {
      tmux("resize-window", "-x", String(columns), "-y", String(rows));
    },
    async shows(wanted) {
      await expect.poll(screen, { timeout: 15_000, interval: 50 }).toMatch(wanted);
    },
    [Symbol.dispose]() {
      tmux("kill-server");
    },
  };
}
