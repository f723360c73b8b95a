import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { complaint, succeed } from "./helmholtz.ts";
import { hasTmux, helmholtzInTmux } from "./tmux.ts";

const BARS = ["train", "--data", "bars", "--hidden", "8,1", "--plain"];

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "helmholtz-watch-"));
  await succeed([...BARS, "--steps", "200", "--out", "one"], { cwd });
  await succeed([...BARS, "--steps", "100", "--seed", "1", "--rate", "0.01", "--out", "two"], {
    cwd,
  });
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

test("into a pipe: plain lines of a run, to its end", async () => {
  const { stdout } = await succeed(["watch", "one"], { cwd });
  expect(stdout).toMatch(/16-8-1 on bars/);
  expect(stdout).toMatch(/step +200\/200 .* bits held out/);
  expect(stdout).toMatch(/done: 200 of 200 steps/);
  expect(stdout).not.toContain("\x1b");
});

test("a run that was resumed is told to its last end", async () => {
  await succeed([...BARS, "--steps", "50", "--out", "longer"], { cwd });
  await succeed(["train", "--resume", "longer", "--steps", "120", "--plain"], { cwd });
  const { stdout } = await succeed(["watch", "longer"], { cwd });
  expect(stdout).toMatch(/done: 120 of 120 steps/);
});

test("several runs into a pipe: a table of what they came to, and what differs", async () => {
  const { stdout } = await succeed(["watch", "one", "two"], { cwd });
  const [titles = "", ...rows] = stdout.trimEnd().split("\n");
  expect(titles).toMatch(/run +bits +best .* state +step .* rate +steps +seed/);
  expect(titles).not.toContain("sizes");
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatch(/two .* done +100 .* 0\.01 +100 +1/);
});

test("what is no run, an empty, a torn and a newer one are each refused in a line", async () => {
  await writeFile(join(cwd, "file"), "");
  expect(await complaint(1, ["watch", "nothing"], { cwd })).toContain("a run is needed");
  expect(await complaint(1, ["watch", "file"], { cwd })).toContain("a run is needed");
  const record = await readFile(join(cwd, "one", "run.json"), "utf8");
  await succeed([...BARS, "--steps", "1", "--out", "torn"], { cwd });
  await writeFile(join(cwd, "torn", "run.json"), record.slice(0, 40));
  expect(await complaint(1, ["watch", "torn"], { cwd })).toContain("not JSON");
  await writeFile(join(cwd, "torn", "run.json"), record.replace('"format": 1', '"format": 9'));
  expect(await complaint(1, ["watch", "torn"], { cwd })).toMatch(/format 1 or lower .* got 9/);
  expect(await complaint(2, ["watch", ..."abcdefg"], { cwd })).toContain("at most 6");
});

test("a run that no process writes is told as far as it went, and that nobody goes on", async () => {
  await succeed([...BARS, "--steps", "60", "--out", "cut"], { cwd });
  const log = join(cwd, "cut", "events.jsonl");
  const text = await readFile(log, "utf8");
  await writeFile(log, text.slice(0, text.lastIndexOf('"end"')));
  const cut = await succeed(["watch", "cut"], { cwd });
  expect(cut.stdout).toMatch(/step +60\/60 .* −log p/);
  expect(cut.stdout).toMatch(/no process writes this run: .*\nleft: 60 of 60 steps/);
  expect(cut.stdout).not.toContain("done:");

  await rm(log);
  const empty = await succeed(["watch", "cut"], { cwd });
  expect(empty.stdout).toMatch(/no process writes this run/);
});

test("codes of a terminal in what a run says of itself are not printed", async () => {
  await succeed([...BARS, "--steps", "5", "--out", "colored"], { cwd });
  const log = join(cwd, "colored", "events.jsonl");
  const text = await readFile(log, "utf8");
  await writeFile(log, text.replace('"data":"bars"', String.raw`"data":"\u001b]0;mine\u0007bars"`));
  const { stdout } = await succeed(["watch", "colored"], { cwd });
  expect(stdout).toContain("]0;mine bars");
  expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
  const record = join(cwd, "colored", "run.json");
  const settings = await readFile(record, "utf8");
  await writeFile(record, settings.replace('"bars"', String.raw`"\u001b[31mbars"`));
  expect(await complaint(1, ["evaluate", "colored"], { cwd })).not.toMatch(/\p{Cc}/u);
});

test.skipIf(!hasTmux)(
  "in a terminal, a run that nobody writes is said to stand still",
  async () => {
    await succeed([...BARS, "--steps", "60", "--out", "killed"], { cwd });
    const run = join(cwd, "killed");
    const log = join(run, "events.jsonl");
    const text = await readFile(log, "utf8");
    await writeFile(log, text.slice(0, text.lastIndexOf('"end"')));
    await writeFile(join(run, "checkpoints", "000000000060.safetensors"), "broken");
    using watcher = helmholtzInTmux(["watch", "killed"], { cwd, columns: 140, rows: 30 });
    await watcher.shows("? stalled");
    await watcher.shows("no process writes this run");
    watcher.press("o");
    await watcher.shows("the checkpoint of step 60 cannot be read");
    watcher.press("q", "q");
    await watcher.shows("exit 0");
  },
);

test.skipIf(!hasTmux)(
  "in a terminal, a run that another process trains is followed live",
  async () => {
    using trainer = helmholtzInTmux(
      ["train", "--data", "bars", "--hidden", "8,1", "--steps", "4000000", "--out", "live"],
      { cwd },
    );
    await trainer.shows("● training");
    using watcher = helmholtzInTmux(["watch", "live"], { cwd, columns: 100, rows: 30 });
    await watcher.shows(/step [\d,]+\/4,000,000/);
    await watcher.shows("─ dreams");
    const step = () => Number(/step ([\d,]+)\//.exec(watcher.screen())?.[1]?.replaceAll(",", ""));
    const before = step();
    await expect.poll(step, { timeout: 10_000 }).toBeGreaterThan(before);
    expect(watcher.screen()).not.toContain("space pause");
    trainer.press("W");
    await watcher.shows("wake off");
    trainer.press("s");
    await trainer.shows("■ stopped");
    await watcher.shows("■ stopped");
    watcher.press("q");
    await watcher.shows("exit 0");
    trainer.press("q");
    await trainer.shows("exit 0");
  },
);
