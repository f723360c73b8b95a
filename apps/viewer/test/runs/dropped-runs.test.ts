import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, type TestContext, test } from "vitest";
import {
  copyRecorded,
  hasStatus,
  newFolder,
  openPage,
  serve,
  summary,
  summaryOfRecorded,
} from "./runs-page.ts";

describe("dropped", () => {
  const drop = async (context: TestContext, arrange: (path: string) => Promise<void>) => {
    const path = await newFolder();
    await arrange(path);
    const { server } = await serve();
    const page = await openPage(context, server);
    await page.locator("input").setInputFiles(path);
    return await page
      .evaluate(() => {
        const files = [...(document.querySelector("input")?.files ?? [])];
        const { runs, notice } = runsPage.droppedRuns(
          files.map((file) => ({ path: file.webkitRelativePath, file })),
        );
        for (const files of runs) runsPage.open[files.name] = runsPage.openRun(files);
        return { notice, names: runs.map(({ name }) => name).sort() };
      })
      .then((found) => ({ ...found, page }));
  };

  test("folders of runs are runs, each as it was recorded", async (context) => {
    const { page, names, notice } = await drop(context, async (path) => {
      await copyRecorded(join(path, "one"));
      await copyRecorded(join(path, "deep", "two"));
      await writeFile(join(path, "notes.txt"), "nothing");
    });
    expect([names, notice]).toEqual([["one", "two"], undefined]);
    for (const name of names) {
      await hasStatus(page, "ended", name);
      expect(await summary(page, name)).toEqual(summaryOfRecorded());
      const step = await page.evaluate(
        async (name) => (await runsPage.open[name]?.machineAt(59))?.step,
        name,
      );
      expect(step).toBe(40);
    }
    expect(page.workers().length).toBe(1);
  });

  test("a checkpoint alone is a run of weights only", async (context) => {
    const { page, names } = await drop(context, async (path) => {
      const file = "checkpoints/000000000040.safetensors";
      await copyRecorded(join(path, "best.safetensors"), file);
    });
    expect(names).toEqual(["best"]);
    await hasStatus(page, "ended", "best");
    const found = await page.evaluate(async () => {
      const stored = await runsPage.open.best?.machineAt(40);
      return [runsPage.open.best?.run.value.step, stored?.step, stored?.machine.sizes];
    });
    expect(found).toEqual([40, 40, [16, 8, 1]]);
  });

  test("anything else is told what is needed", async (context) => {
    const { notice, names } = await drop(context, async (path) => {
      await writeFile(join(path, "picture.png"), "");
    });
    expect(names).toEqual([]);
    expect(notice).toContain("no run is among these files");
  });

  test("a million files are not all looked at", async (context) => {
    const { server } = await serve();
    const page = await openPage(context, server);
    const { notice, runs } = await page.evaluate(() => {
      const file = new File([], "run.json");
      const files = Array.from({ length: 1e6 }, (_, i) => ({ path: `all/${i}/run.json`, file }));
      const { notice, runs } = runsPage.droppedRuns(files);
      return { notice, runs: runs.length };
    });
    expect(runs).toBe(10_000);
    expect(notice).toContain("of 1000000 files, only the first 10000 were looked at");
  });
});
