import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardTerminal } from "../../src/terminal/guard-terminal.ts";
import { TestKeyboard, TestTerminal } from "../dashboard/terminal.ts";
import { hasPty, type PtyProcess, runOnPty } from "./pty.ts";

function guard() {
  const host = new EventEmitter();
  const stdin = new TestKeyboard().asStdin();
  const stdout = new TestTerminal(20, 4).asStdout();
  const calls: string[] = [];
  const held = guardTerminal(
    {
      stdin,
      stdout,
      restore: (atOnce) => calls.push(atOnce ? "restore at once" : "restore"),
      resume: () => calls.push("resume"),
      interrupt: () => calls.push("interrupt"),
    },
    host,
  );
  return { host, stdin, stdout, calls, held };
}

test.each(["uncaughtExceptionMonitor", "exit"])(
  "the terminal is given back at once on %s, and when the guard is disposed of",
  (end) => {
    const { host, calls, held } = guard();
    host.emit(end);
    expect(calls).toEqual(["restore at once"]);
    held[Symbol.dispose]();
    expect(calls).toEqual(["restore at once", "restore"]);
    expect(host.eventNames()).toEqual([]);
  },
);

test("errors of a terminal that has gone away interrupt, and are ignored afterwards", () => {
  const { stdin, stdout, calls, held } = guard();
  stdout.emit("error", new Error("EIO"));
  stdin.emit("end");
  expect(calls).toEqual(["interrupt", "interrupt"]);
  held[Symbol.dispose]();
  stdout.emit("error", new Error("EIO"));
  stdin.emit("error", new Error("EIO"));
  expect(calls).toEqual(["interrupt", "interrupt", "restore"]);
});

// The system's own terminals come from Python's pty module.
describe.skipIf(!hasPty)("on a real terminal", () => {
  let directory: string;
  let saved: string;
  let program: string[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "helmholtz-"));
    saved = join(directory, "saved");
    const entry = fileURLToPath(new URL("guarded-program.ts", import.meta.url));
    await build({
      configFile: false,
      logLevel: "silent",
      build: { ssr: entry, outDir: directory, target: "es2022" },
    });
    program = [process.execPath, join(directory, "guarded-program.js"), saved];
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  async function start(command = program): Promise<PtyProcess> {
    await rm(saved, { force: true });
    const running = await runOnPty(command);
    await running.terminal.shows(/tick/);
    expect(running.terminal.lines().slice(0, 2)).toEqual(["the screen", "  body"]);
    return running;
  }

  async function isGivenBack({ terminal, written }: PtyProcess): Promise<void> {
    await terminal.settled();
    expect(terminal.isAlternate).toBe(false);
    expect(terminal.reports).toEqual({ mouse: "none", paste: false });
    for (const mode of ["?25", "?7", "?2026"]) {
      const [on, off] = ["h", "l"].map((end) => written().lastIndexOf(`\x1b[${mode}${end}`));
      if (mode === "?2026") expect(off).toBeGreaterThan(on ?? 0);
      else expect(on).toBeGreaterThan(off ?? 0);
    }
  }

  test("a key leaves, and what is printed then stays on the screen", async () => {
    const running = await start();
    expect(running.terminal.isAlternate).toBe(true);
    running.type("q");
    expect(await running.ended).toEqual({ code: 0 });
    await isGivenBack(running);
    expect(running.terminal.text()).toContain("left");
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const)("%s saves", async (signal) => {
    const running = await start();
    running.signal(signal);
    expect(await running.ended).toEqual({ code: 0 });
    await isGivenBack(running);
    expect(await readFile(saved, "utf8")).toBe("interrupted");
  });

  test("an exception is printed where it can be read", async () => {
    const running = await start();
    running.type("e");
    expect(await running.ended).toEqual({ code: 1 });
    await isGivenBack(running);
    expect(running.written().split("\x1b[?1049l")[1]).toContain("Error: a fault");
  });

  test("an exit gives the terminal back", async () => {
    const running = await start();
    running.type("x");
    expect(await running.ended).toEqual({ code: 3 });
    await isGivenBack(running);
  });

  test("a terminal that has gone away ends the process with the hang-up, saved", async () => {
    const running = await start();
    running.hangUp();
    expect(await running.ended).toEqual({ signal: 1 });
    expect(await readFile(saved, "utf8")).toBe("interrupted");
  });

  // At first the frame is still being made, then the system takes the beginning of it.
  test.each([0, 10, 20, 30, 40, 500])(
    "a connection that hangs, %d ms before the end, does not hold up the program, and shows the latest in the end",
    async (delay) => {
      const running = await start();
      running.listen(false);
      running.type("f");
      await sleep(delay);
      running.signal("SIGTERM");
      await expect.poll(() => existsSync(saved)).toBe(true);
      running.listen(true);
      expect(await running.ended).toEqual({ code: 0 });
      await isGivenBack(running);
      expect(running.terminal.text()).toContain("interrupted");
    },
  );

  test("an exit while a connection hangs leaves no half of a frame", async () => {
    const running = await start();
    running.listen(false);
    running.type("f");
    await sleep(300);
    running.type("x");
    await sleep(300);
    running.listen(true);
    expect(await running.ended).toEqual({ code: 3 });
    await isGivenBack(running);
  });

  test("Ctrl-Z gives the terminal to the shell, which gives it back", async () => {
    // As under a package manager: the shell knows only the one that has started the program.
    const job = `sh -c "${program.join(" ")}; :"`;
    const shell = `set -m; ${job}; echo stopped; sleep 0.3; fg >/dev/null; echo ended`;
    const running = await start(["sh", "-c", shell]);
    running.type("\x1a");
    await running.terminal.shows("stopped");
    await isGivenBack(running);
    await running.terminal.shows("the screen");
    expect(running.terminal.isAlternate).toBe(true);
    await running.terminal.shows("tick");
    expect(running.written().split("\x1b[?1049h")).toHaveLength(3);
    running.type("q");
    expect(await running.ended).toEqual({ code: 0 });
    await isGivenBack(running);
    expect(running.terminal.text()).toMatch(/left\s+ended/);
  });

  test("Ctrl-Z without a shell goes on", async () => {
    const running = await start();
    running.type("\x1a");
    await expect.poll(() => running.written().split("\x1b[?1049h").length).toBe(3);
    await running.terminal.shows("tick");
    running.type("q");
    expect(await running.ended).toEqual({ code: 0 });
  });
});
