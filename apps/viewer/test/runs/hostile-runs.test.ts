import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, type TestContext, test } from "vitest";
import {
  hasStatus,
  openPage,
  openServed,
  recorded,
  serve,
  statusOf,
  summary,
  summaryOfRecorded,
} from "./runs-page.ts";

describe("a hostile run", () => {
  const open = async (context: TestContext, change: (run: string) => Promise<void>) => {
    const { server, run } = await serve();
    await change(run);
    const page = await openPage(context, server);
    await openServed(page);
    return page;
  };

  test.for([
    ["is no JSON", "{", "run.json: the record of a run is needed, this is not JSON"],
    ["lacks settings", '{"format":1}', "run.json: "],
    ["is of a newer format", '{"format":99}', "use a newer helmholtz"],
    ["is huge", " ".repeat(2 ** 21), "run.json: the record of a run is needed, of at most 1048576"],
  ])("whose record %s is an error with a reason", async ([, text = "", message = ""], context) => {
    const page = await open(context, (run) => writeFile(join(run, "run.json"), text));
    await hasStatus(page, "error");
    expect(await statusOf(page)).toMatchObject({ message: expect.stringContaining(message) });
  });

  test("whose log has anything in it shows what can be read", async (context) => {
    const page = await open(context, async (run) => {
      const log = await readFile(join(run, "events.jsonl"), "utf8");
      const odd = ['{"type":"evaluate","step":"1"}', "[]", "null", '{"type":"__proto__","step":1}'];
      const dream = '{"type":"dream","step":60,"images":{"rows":1e9,"cols":1e9,"data":""}}';
      const binary = new Uint8Array(3_000_000).fill(200);
      await writeFile(join(run, "events.jsonl"), `${log}${odd.join("\n")}\n${dream}\n`);
      await appendFile(join(run, "events.jsonl"), binary);
      await appendFile(join(run, "events.jsonl"), '\n{"type":"torn"');
    });
    await hasStatus(page, "ended");
    // Not all of a picture is read until somebody looks at it.
    const dreams = [...new Set([...recorded().dreamSteps, 60])];
    expect(await summary(page)).toEqual({ ...summaryOfRecorded(), dreams });
    const images = await page.evaluate(
      async () => (await runsPage.open.run?.at("dream", 60))?.images,
    );
    expect(images?.cols).toBe(16);
  });

  test("whose checkpoint is broken, or of another machine, says so where it is asked for", async (context) => {
    const page = await open(context, async (run) => {
      await writeFile(join(run, "checkpoints", "000000000060.safetensors"), "no tensors at all");
    });
    await hasStatus(page, "ended");
    const message = await page.evaluate(() =>
      runsPage.open.run?.machineAt(60).catch((error: Error) => error.message),
    );
    expect(message).toContain("000000000060.safetensors: a safetensors file is needed");
  });
});
