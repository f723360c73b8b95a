import { appendFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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

describe.each([
  { server: "with ranges", ranges: true },
  { server: "that gives whole files only", ranges: false },
])("on a server $server", (options) => {
  test("a run reads as it was recorded", async (context) => {
    const { server } = await serve(options);
    const page = await openPage(context, server);
    await openServed(page);
    await hasStatus(page, "ended");
    expect(await summary(page)).toEqual(summaryOfRecorded());
  });

  test("its pictures and machines are those at or before a step", async (context) => {
    const { server } = await serve(options);
    const page = await openPage(context, server);
    await openServed(page);
    await hasStatus(page, "ended");
    const found = await page.evaluate(async () => {
      const { run } = runsPage.open;
      const dream = await run?.at("dream", 35);
      const phases = await run?.at("phases", 1e9);
      const stored = await run?.machineAt(45);
      return {
        dream: [dream?.step, dream?.images.cols],
        phases: [phases?.step, phases?.wake.states.map(({ cols }) => cols)],
        weights: [...(stored?.machine.generative[0]?.weights.data ?? [])],
        stored: stored?.step,
        before: await run?.at("dream", -1),
      };
    });
    expect(found).toEqual({
      dream: [30, 16],
      phases: [60, [16, 8, 1]],
      weights: [...(recorded().machines.get(40)?.generative[0]?.weights.data ?? [])],
      stored: 40,
      before: undefined,
    });
  });

  test("a run that learns is followed while its log grows", async (context) => {
    const { server, run } = await serve(options);
    const log = await readFile(join(run, "events.jsonl"), "utf8");
    const lines = log.split("\n");
    await writeFile(
      join(run, "events.jsonl"),
      `${lines.slice(0, 8).join("\n")}\n${lines[8]?.slice(0, 20)}`,
    );
    const page = await openPage(context, server);
    await openServed(page);
    await hasStatus(page, "live");
    expect((await summary(page)).step).toBeLessThan(60);
    await appendFile(
      join(run, "events.jsonl"),
      `${lines[8]?.slice(20)}\n${lines.slice(9).join("\n")}`,
    );
    await hasStatus(page, "ended");
    expect(await summary(page)).toEqual(summaryOfRecorded());
  });
});

test("a server that goes away is told, and the run goes on when it is back", async (context) => {
  const { server, run } = await serve();
  const log = await readFile(join(run, "events.jsonl"), "utf8");
  const half = log.indexOf("\n", log.length / 2) + 1;
  await writeFile(join(run, "events.jsonl"), log.slice(0, half));
  const page = await openPage(context, server);
  await openServed(page);
  await hasStatus(page, "live");
  const before = await summary(page);

  await server.stop();
  await hasStatus(page, "gone");
  expect(await statusOf(page)).toMatchObject({ message: /server does not answer/ });
  expect(await summary(page)).toEqual(before);
  await appendFile(join(run, "events.jsonl"), log.slice(half));
  await server.start();
  await hasStatus(page, "ended");
  expect(await summary(page)).toEqual(summaryOfRecorded());
});

test("a run that was put away for a while is not begun anew", async (context) => {
  const { server, run } = await serve();
  const page = await openPage(context, server);
  await openServed(page);
  await hasStatus(page, "ended");
  await rename(run, `${run} away`);
  await hasStatus(page, "gone");
  expect(await summary(page)).toEqual(summaryOfRecorded());
  await rename(`${run} away`, run);
  await hasStatus(page, "ended");
});

test("a resumed run drops its other future, and the pictures of it", async (context) => {
  const { server, run } = await serve();
  const page = await openPage(context, server);
  await openServed(page);
  await hasStatus(page, "ended");
  const log = await readFile(join(run, "events.jsonl"), "utf8");
  const start = log.slice(0, log.indexOf("\n")).replace('"step":0', '"step":40');
  await appendFile(join(run, "events.jsonl"), `${start}\n`);
  await hasStatus(page, "live");
  const { step, dreams, checkpoints, curve } = await summary(page);
  expect(step).toBe(40);
  expect(dreams).toEqual(recorded().dreamSteps.filter((step) => step <= 40));
  expect(checkpoints).toEqual([0, 20, 40]);
  expect(curve).toEqual(summaryOfRecorded().evaluations.slice(0, curve?.length));
});

test("where the worker cannot start, the run says so, and the next one tries again", async (context) => {
  const { server } = await serve();
  const page = await openPage(context, server);
  await page.route("**/*worker*", (route) => route.abort(), { times: 1 });
  await openServed(page);
  await hasStatus(page, "error");
  expect(await statusOf(page)).toMatchObject({
    message: /its worker did not start.*reload the page/,
  });
  await openServed(page);
  await hasStatus(page, "ended");
});

test("without a list of checkpoints, those that the log tells and that are there are found", async (context) => {
  const { server, run } = await serve();
  await rm(join(run, "checkpoints", "index.json"));
  await rm(join(run, "checkpoints", "000000000040.safetensors"));
  const page = await openPage(context, server);
  await openServed(page);
  await hasStatus(page, "ended");
  const step = await page.evaluate(async () => (await runsPage.open.run?.machineAt(45))?.step);
  expect(step).toBe(20);
});

test("what was looked at is not fetched again, and a closed run is left alone", async (context) => {
  const { server, run } = await serve();
  const log = await readFile(join(run, "events.jsonl"), "utf8");
  await writeFile(join(run, "events.jsonl"), log.slice(0, log.indexOf('{"type":"end"')));
  const page = await openPage(context, server);
  await openServed(page);
  await hasStatus(page, "live");
  const asked = (file: string) => server.asked.filter((path) => path.includes(file)).length;
  const look = () =>
    page.evaluate(async () => {
      await runsPage.open.run?.at("dream", 35);
      await runsPage.open.run?.machineAt(45);
    });
  await look();
  const once = asked("checkpoints");
  await look();
  expect(asked("checkpoints")).toBe(once);

  const message = await page.evaluate(async () => {
    const { run } = runsPage.open;
    run?.close();
    return await run?.machineAt(0).catch((error: Error) => error.message);
  });
  expect(message).toBe("a run: it is closed");
  // Looks under way come to their end; a live run is looked at every second.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const closed = asked("a run");
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(asked("a run")).toBe(closed);
});

test("a hundred thousand evaluations are read to the last, as curves of bounded length", async (context) => {
  const { server, run } = await serve();
  const [start = ""] = (await readFile(join(run, "events.jsonl"), "utf8")).split("\n");
  const part = {
    images: 500,
    descriptionLength: 190.123456789,
    layers: [150.12345, 30.12345, 9.87],
  };
  const weightNorms = {
    generative: [0.12345678, 0.23456789],
    recognition: [0.12345678, 0.2345678],
  };
  const lines = Array.from({ length: 100_000 }, (_, i) =>
    JSON.stringify({
      type: "evaluate",
      step: i,
      epoch: i / 417,
      ...part,
      train: part,
      weightNorms,
    }),
  );
  await mkdir(run, { recursive: true });
  await writeFile(join(run, "events.jsonl"), `${start}\n${lines.join("\n")}\n`);
  const page = await openPage(context, server);
  const { took, longest, news } = await page.evaluate(async () => {
    const url = new URL("runs/a%20run/", document.baseURI).href;
    const files = runsPage.servedFiles({ type: "served", id: "a run", name: "a run", url });
    const began = performance.now();
    let last = began;
    let longest = 0;
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const run = runsPage.openRun(files);
    runsPage.open.run = run;
    let news = 0;
    await new Promise<void>((resolve) => {
      run.status.subscribe(({ type }) => {
        news++;
        if (type !== "loading") resolve();
      });
    });
    clearInterval(beat);
    return { took: performance.now() - began, longest, news };
  });
  console.info(
    `opened in ${Math.round(took)} ms, with ${news} news, at most ${Math.round(longest)} ms between beats`,
  );
  const { step, curve, recent } = await summary(page);
  expect([step, recent]).toEqual([99_999, 2048]);
  expect(curve?.length).toBeGreaterThan(1000);
  expect(curve?.length).toBeLessThanOrEqual(2048);
});
