import { lstatSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname, uptime } from "node:os";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { RunError } from "../run/run-error.ts";

/** The file in a run directory that one process has while it writes the run. */
export const LOCK = "writer.lock";

/**
 * Takes the lock of the run at `path`, so that no second process writes it meanwhile. One left
 * behind by a process of this computer that is gone is taken over.
 *
 * @returns gives the lock back; the end of the process does, too, unless it is killed
 * @throws RunError when a process has it, naming that.
 */
export function lockRun(path: string): () => void {
  const file = join(path, LOCK);
  const holder: Holder = { pid: process.pid, host: hostname(), time: new Date().toISOString() };
  const text = `${JSON.stringify(holder)}\n`;
  while (!create(file, text)) {
    const found = readIfThere(file);
    if (found === undefined) continue; // given back just now
    if (isHeld(file, found)) throw new RunError(`${path}: ${describe(found)}`);
    remove(file, found);
  }
  const release = () => {
    process.off("exit", release);
    try {
      remove(file, text);
    } catch {
      // Left behind, it is stale as soon as this process is gone.
    }
  };
  process.on("exit", release);
  return release;
}

/**
 * Whether a process writes the run at `path`, as far as can be seen from this computer: on another
 * one it counts as writing for as long as its lock is there. No, where the lock cannot be read.
 */
export function isBeingWritten(path: string): boolean {
  const file = join(path, LOCK);
  try {
    const lock = lstatSync(file, { throwIfNoEntry: false });
    // A pipe in its place must not be waited for, and what is huge is none.
    if (!lock?.isFile() || lock.size > MOST_BYTES) return false;
    const found = readIfThere(file);
    return found !== undefined && isHeld(file, found);
  } catch {
    return false;
  }
}

const MOST_BYTES = 4096;

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When it took the lock, ISO 8601. */
  readonly time: string;
}

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

// Two may find the same stale lock: who moves it aside first looks whether it is still that one.
function remove(file: string, text: string): void {
  const aside = `${file}.${process.pid}.${threadId}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return; // somebody else did
    throw error;
  }
  if (readFileSync(aside, "utf8") === text) unlinkSync(aside);
  else renameSync(aside, file);
}

function isHeld(file: string, text: string): boolean {
  const holder = parse(text);
  if (!holder) return ageOf(file) < FRESH_MS;
  if (holder.host !== hostname()) return true;
  // Who took its lock before this computer started, or this process, was another one of its number.
  const running = holder.pid === process.pid ? process.uptime() : uptime();
  return Date.parse(holder.time) > Date.now() - 1000 * running && isRunning(holder.pid);
}

// What is not whole is being written, or was when the power failed.
const FRESH_MS = 10_000;

function ageOf(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, host, time } = JSON.parse(text);
    return Number.isSafeInteger(pid) && pid > 0 && typeof host === "string" && Date.parse(time)
      ? { pid, host, time }
      : undefined;
  } catch {
    return undefined;
  }
}

function describe(text: string): string {
  const { pid, host } = parse(text) ?? {};
  const who = pid ? `process ${pid} on ${host}` : "another process";
  return `${who} is writing it; stop that first, or delete ${LOCK} where it is gone`;
}
