import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRun } from "@helmholtz/core/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasTmux, helmholtzInTmux } from "./tmux.ts";

// The dashboard as a person has it: the built program, in a shell, in a real terminal.

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "helmholtz-dashboard-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const ENDLESS = ["train", "--data", "bars", "--hidden", "8,1", "--steps", "9000000"];

/** Process ids of the program in a run directory. */
function pidsOf(run: string): number[] {
  const text = execFileSync("pgrep", ["-f", `cli.js.*${run}`], { encoding: "utf8" });
  return text.trim().split("\n").map(Number);
}

describe.skipIf(!hasTmux)("in tmux", () => {
  test("a whole training at 80 × 24: it stays until told otherwise, and leaves a summary", async () => {
    const args = [
      "train",
      "--data",
      "bars",
      "--hidden",
      "8,1",
      "--steps",
      "3000",
      "--out",
      "whole",
    ];
    using terminal = helmholtzInTmux(args, { cwd });
    await terminal.shows("✓ done");
    await terminal.shows("training is done: 3,000 steps");
    await terminal.shows("q leave");
    terminal.press("Tab");
    await terminal.shows("wake");
    terminal.press("Home");
    await terminal.shows("looking at step 0");
    terminal.press("Escape");
    await terminal.shows("✓ done");
    terminal.press("q");
    await terminal.shows("exit 0");
    await terminal.shows(/best +[\d.]+ +[\d,]+ +[\d.]+/);
    await terminal.shows("helmholtz watch");
    expect(terminal.screen()).not.toContain("╭");
  });

  test("pausing, stepping, and a phase turned off are events of the run", async () => {
    using terminal = helmholtzInTmux([...ENDLESS, "--out", "hands"], { cwd });
    await terminal.shows("─ dreams");
    terminal.press("Space");
    await terminal.shows("‖ paused");
    terminal.press(",");
    await terminal.shows("paused after wake");
    terminal.press(",");
    await expect.poll(terminal.screen).not.toContain("after wake");
    terminal.press(".", "S");
    await terminal.shows("sleep off");
    terminal.press("q", "y");
    await terminal.shows("exit 0");
    const log = await readFile(join(cwd, "hands", "events.jsonl"), "utf8");
    const acts = [...log.matchAll(/"act":(\{.*?\}),"time"/g)].map(([, act]) => act);
    expect(acts).toEqual([
      ...['{"type":"pause"}', '{"type":"advance","by":"phase"}', '{"type":"advance","by":"phase"}'],
      ...['{"type":"advance","by":"step"}', '{"type":"change","rule":{"sleep":[]}}'],
      '{"type":"stop"}',
    ]);
  });

  test("leaving without saving keeps what was stored, and says so", async () => {
    using terminal = helmholtzInTmux([...ENDLESS, "--out", "unsaved"], { cwd, columns: 100 });
    await terminal.shows("─ dreams");
    terminal.press("c");
    await terminal.shows("checkpoint at step");
    terminal.press("q");
    await terminal.shows("d leave without saving");
    terminal.press("d");
    await terminal.shows("exit 0");
    await terminal.shows(/nothing after step [\d,]+ was saved/);
    const run = await openRun(join(cwd, "unsaved"));
    expect((await run.state()).end?.reason).toBe("quit");
  });

  test("a fork goes on with a run of its own from the step that is looked at", async () => {
    using terminal = helmholtzInTmux([...ENDLESS, "--out", "parent"], { cwd, columns: 100 });
    await terminal.shows("─ dreams");
    terminal.press("c");
    await terminal.shows("checkpoint at step");
    terminal.press("Home");
    await terminal.shows("looking at step 0");
    terminal.press("f");
    await terminal.shows("go on with a new one from the checkpoint of step 0?");
    terminal.press("y");
    await terminal.shows("parent-fork");
    await terminal.shows("● training");
    terminal.press("f");
    await terminal.shows("go on with a new one from here?");
    terminal.press("y");
    await terminal.shows("parent-fork-fork");
    await terminal.shows("● training");
    terminal.press("Space");
    await terminal.shows("‖ paused");
    terminal.press("Home");
    await terminal.shows("looking at step");
    terminal.press("f");
    await terminal.shows("no checkpoint is stored at or before step 0");
    terminal.press("o");
    await terminal.shows("─ log ─");
    expect(terminal.screen().match(/continues from step/g)).toHaveLength(1);
    terminal.press("o");
    await terminal.shows("─ dreams");
    terminal.press("q", "y");
    await terminal.shows("exit 0");
    const child = await openRun(join(cwd, "parent-fork"));
    const { parent } = (await openRun(join(cwd, "parent-fork-fork"))).record;
    expect(parent).toEqual({ run: child.path, step: (await child.state()).end?.step });
    const { record } = await openRun(join(cwd, "parent-fork"));
    expect(record.parent).toEqual({ run: join(cwd, "parent"), step: 0 });
  });

  test.each(["SIGTERM", "SIGHUP", "SIGINT"] as const)(
    "%s: the run is saved and the terminal is as before",
    async (signal) => {
      using terminal = helmholtzInTmux([...ENDLESS, "--out", `by-${signal}`], { cwd });
      await terminal.shows("─ dreams");
      for (const pid of pidsOf(`by-${signal}`)) process.kill(pid, signal);
      await terminal.shows("exit 130");
      await terminal.shows("stopped and saved");
      expect(terminal.screen()).not.toContain("╭");
      const run = await openRun(join(cwd, `by-${signal}`));
      expect((await run.state()).end?.reason).toBe("stopped");
    },
  );

  test("when the terminal is closed, the run is saved", async () => {
    {
      using terminal = helmholtzInTmux([...ENDLESS, "--out", "closed"], { cwd });
      await terminal.shows("─ dreams");
    }
    const ended = async () => (await (await openRun(join(cwd, "closed"))).state()).end?.reason;
    await expect.poll(ended, { timeout: 25_000 }).toBe("stopped");
  });

  test("what others print is in the log and not on the screen, and follows at the end", async () => {
    await writeFile(
      join(cwd, "stray.cjs"),
      'if (require("node:worker_threads").isMainThread) setInterval(() => console.log("a stray line"), 500).unref();',
    );
    const env = { NODE_OPTIONS: `--require=${join(cwd, "stray.cjs")}` };
    using terminal = helmholtzInTmux([...ENDLESS, "--out", "stray"], { cwd, env });
    await terminal.shows("─ dreams");
    terminal.press("o");
    await terminal.shows("─ log ─");
    await terminal.shows("│   a stray line");
    terminal.press("Escape");
    await terminal.shows("─ dreams");
    terminal.press("q", "y");
    await terminal.shows("exit 0");
    await terminal.shows(/^a stray line$/m);
  });

  test("after resizes nothing is left of the size before", async () => {
    using terminal = helmholtzInTmux([...ENDLESS, "--out", "resized"], { cwd });
    await terminal.shows("─ dreams");
    terminal.press("Space");
    for (const [columns, rows] of [
      [160, 50],
      [40, 12],
      [30, 8],
      [120, 40],
    ] as const) {
      terminal.resize(columns, rows);
      await terminal.shows(columns < 40 ? "needs 40 × 10" : "‖ paused");
      await expect
        .poll(() => {
          const lines = terminal.screen().trimEnd().split("\n");
          const bordered = lines.filter((line) => /^[╭│╰]/.test(line));
          return bordered.every((line) => /[╮│╯]$/.test(line) && line.length === columns);
        })
        .toBe(true);
      const corners = (corner: string) => terminal.screen().split(corner).length;
      await expect.poll(() => corners("╭")).toBe(corners("╯"));
    }
    terminal.press("C-c");
    await terminal.shows("exit 130");
  });
});
