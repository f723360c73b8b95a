import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isBeingWritten, lockRun } from "../../src/node/writer-lock.ts";
import { RunError } from "../../src/run/run-error.ts";

let path: string;
let file: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "writer-lock-"));
  file = join(path, "writer.lock");
});
afterEach(() => rm(path, { recursive: true }));

const holder = (fields: Record<string, unknown>) =>
  JSON.stringify({ pid: process.pid, host: hostname(), time: new Date().toISOString(), ...fields });

test("one writer at a time: the second is refused, and told who the first is", async () => {
  const release = lockRun(path);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
    pid: process.pid,
    host: hostname(),
  });
  expect(() => lockRun(path)).toThrow(
    new RunError(
      `${path}: process ${process.pid} on ${hostname()} is writing it; stop that first, or delete writer.lock where it is gone`,
    ),
  );
  release();
  expect(await readdir(path)).toEqual([]);
  lockRun(path)();
});

test("a lock that another process of this computer holds is respected until that is gone", async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await writeFile(file, holder({ pid: other.pid }));
  expect(() => lockRun(path)).toThrow(`process ${other.pid} on ${hostname()} is writing it`);
  const gone = new Promise((resolve) => other.once("exit", resolve));
  other.kill("SIGKILL");
  await gone;
  lockRun(path)();
  expect(await readdir(path)).toEqual([]);
});

test("a run is being written while somebody there has its lock", async () => {
  expect(isBeingWritten(path)).toBe(false);
  const release = lockRun(path);
  expect(isBeingWritten(path)).toBe(true);
  release();
  expect(isBeingWritten(path)).toBe(false);
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  await writeFile(file, holder({ pid }));
  expect(isBeingWritten(path)).toBe(false);
  await writeFile(file, holder({ pid, host: "far-away" }));
  expect(isBeingWritten(path)).toBe(true);
});

test("a lock of another computer is respected: one cannot see whether that process is gone", async () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  await writeFile(file, holder({ pid, host: "far-away" }));
  expect(() => lockRun(path)).toThrow(`process ${pid} on far-away is writing it`);
});

test("a lock from before this process, under the same number, is stale", async () => {
  const earlier = new Date(Date.now() - 1000 * process.uptime() - 60_000).toISOString();
  await writeFile(file, holder({ time: earlier }));
  lockRun(path)();
});

test("a lock from before this computer started is stale, whoever has its number now", async () => {
  await writeFile(file, holder({ pid: process.ppid, time: "2001-01-01T00:00:00.000Z" }));
  lockRun(path)();
});

test.each(["", "{", '{"pid":0}', '{"pid":-1,"host":"x","time":"2026-01-01"}'])(
  "a lock that says %j is being written, or is stale once it is old",
  async (text) => {
    await writeFile(file, text);
    expect(() => lockRun(path)).toThrow(`${path}: another process is writing it`);
    await utimes(file, 0, 0);
    lockRun(path)();
    expect(await readdir(path)).toEqual([]);
  },
);

test("a lock that somebody else has taken meanwhile is left alone", async () => {
  const release = lockRun(path);
  const others = holder({ pid: 1 });
  await writeFile(file, others);
  release();
  expect(await readFile(file, "utf8")).toBe(others);
  expect(await readdir(path)).toEqual(["writer.lock"]);
});

test("the end of the process gives its lock back", async () => {
  const before = process.listeners("exit");
  lockRun(path);
  const [atExit, ...others] = process.listeners("exit").filter((heard) => !before.includes(heard));
  expect(others).toEqual([]);
  atExit.call(process, 1);
  expect(await readdir(path)).toEqual([]);
  expect(process.listeners("exit")).toEqual(before);
});

test("what is no lock, in its place, says nothing of a writer", async () => {
  spawnSync("mkfifo", [file]);
  expect(isBeingWritten(path)).toBe(false);
  await rm(file);
  await writeFile(file, holder({ time: new Date().toISOString().padEnd(5000) }));
  expect(isBeingWritten(path)).toBe(false);
});
