import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";

/** The built program. */
export const PROGRAM = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export interface HelmholtzOptions {
  /** Directory that the user stands in. Default the system's for temporary files. */
  cwd?: string;
  /** Beside the environment of the test; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  /** Called with each whole line of stdout as it comes. */
  onLine?: (line: string, child: ChildProcess) => void;
}

/** How a process ended, and all that it said. */
export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

// What the one who runs the tests has set must not color their outcome.
const NEUTRAL = { INIT_CWD: undefined, FORCE_COLOR: undefined, HELMHOLTZ_DEBUG: undefined };

/** Runs the built program as a process of its own, with pipes and no terminal. */
export function helmholtz(
  args: readonly string[],
  { cwd = tmpdir(), env, onLine }: HelmholtzOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd,
      env: { ...process.env, ...NEUTRAL, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    let told = 0;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.stdout += text;
      for (let end = said.stdout.indexOf("\n", told); end >= 0; ) {
        onLine?.(said.stdout.slice(told, end), child);
        told = end + 1;
        end = said.stdout.indexOf("\n", told);
      }
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, ...said }));
  });
}

/** The outcome of a command that must succeed, and say nothing on stderr. */
export async function succeed(
  args: readonly string[],
  options?: HelmholtzOptions,
): Promise<Outcome> {
  const outcome = await helmholtz(args, options);
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  return outcome;
}

/** The one line on stderr of a command that must end with `code` and print nothing else. */
export async function complaint(
  code: number,
  args: readonly string[],
  options?: HelmholtzOptions,
): Promise<string> {
  const outcome = await helmholtz(args, options);
  expect(outcome).toMatchObject({ code, stdout: "" });
  expect(outcome.stderr).toMatch(/^[^\n]+\n$/);
  expect(outcome.stderr).not.toMatch(/^\s*at |\.[jt]s:\d+/);
  return outcome.stderr.trimEnd();
}

/** A new directory, gone when the test is over. */
export async function temporaryDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "helmholtz-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Contents of the checkpoints of a run, by file. */
export async function checkpointFiles(run: string): Promise<Record<string, Buffer>> {
  const folder = join(run, "checkpoints");
  const names = (await readdir(folder)).sort();
  const files = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(files));
}
