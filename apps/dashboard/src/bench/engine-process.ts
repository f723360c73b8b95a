import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { oneLine } from "../errors.ts";
import type {
  Checked,
  CheckRequest,
  EpochRequest,
  Greeting,
  Request,
  RunRequest,
  Slice,
} from "./protocol.ts";

/** How to start an engine: `command DIRECTORY THREADS`. */
export interface EngineCommand {
  readonly command: readonly [program: string, ...args: string[]];
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** An engine that runs, and idles until it is asked. */
export interface EngineProcess extends Greeting {
  /** @throws EngineError when it answers with an error, or ends. */
  ask(request: CheckRequest): Promise<Checked>;
  ask(request: RunRequest | EpochRequest): Promise<Slice>;
  /** Resident memory in MB of the processes that do its work, where the system tells. */
  megabytes(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Why an engine cannot be measured, in one line. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

/**
 * The line of an `EngineError`.
 *
 * @throws anything else: a mistake of ours.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof EngineError) return error.message;
  throw error;
}

/**
 * Starts an engine; resolves when it is ready to be asked.
 *
 * @throws EngineError when it cannot be started or says why it cannot run.
 */
export async function startEngine(
  { command: [program, ...args], env }: EngineCommand,
  directory: string,
  threads: number,
): Promise<EngineProcess> {
  const child = spawn(program, [...args, directory, String(threads)], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...NEUTRAL, ...threadLimits(threads), ...env },
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-LONGEST_COMPLAINT);
  });
  child.stdin.on("error", () => {}); // its end is told by the event below
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      resolve(`${program} cannot be started (${error.code})`);
    });
    child.on("close", (code, signal) => {
      resolve(lastWords(complaint) ?? `${program} ended with ${signal ?? `exit code ${code}`}`);
    });
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  const hear = async (): Promise<object> => {
    const { value, done } = await lines.next();
    if (done) throw new EngineError(await ended);
    return understand(value);
  };
  const ask = (request: Request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return hear();
  };
  const greeting = (await hear()) as Greeting;
  return {
    ...greeting,
    ask: ask as EngineProcess["ask"], // the protocol says which answer belongs to which request
    async megabytes() {
      const own = greeting.processes ?? [child.pid];
      const kilobytes = await Promise.all(own.map((id) => residentKilobytes(id)));
      const sum = kilobytes.reduce((sum, some) => sum + some, 0);
      return Number.isNaN(sum) ? undefined : Math.round(sum / 1000);
    },
    async close() {
      child.stdin.end();
      const overdue = setTimeout(() => child.kill(), PATIENCE_MS);
      await ended;
      clearTimeout(overdue);
    },
  };
}

// What the user has set must not tune what is to run as it is installed.
const NEUTRAL = { OPENBLAS_CORETYPE: undefined };

// How long an engine may take to end by itself.
const PATIENCE_MS = 3000;

const LONGEST_COMPLAINT = 10_000;

// What libraries for linear algebra are told about threads.
function threadLimits(threads: number): Record<string, string> {
  const names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];
  return Object.fromEntries(names.map((name) => [name, String(threads)]));
}

// NaN where the system does not tell.
async function residentKilobytes(process: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${process}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN);
}

function understand(line: string): object {
  let answer: object | { error: string };
  try {
    answer = JSON.parse(line);
  } catch {
    throw new EngineError(`answers with JSON are needed, got ${oneLine(line)}`);
  }
  if ("error" in answer) throw new EngineError(oneLine(answer.error));
  return answer;
}

// The line that says what went wrong: of Python the last one, of Node the one before the stack.
function lastWords(complaint: string): string | undefined {
  const lines = complaint.split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => /^\w*Error\b.*:/.test(line)) ?? lines.at(-1);
}
