import { join } from "node:path";
import {
  appendHistory,
  bars,
  createHistory,
  createRunRecord,
  createRunState,
  defaultSettings,
  epochsFrom,
  type StartEvent,
} from "@helmholtz/core";
import { expect, test } from "vitest";
import { createStyle } from "../src/draw/style.ts";
import { newsOf } from "../src/news.ts";
import { userDirectory } from "../src/options.ts";
import { type Origin, originWords, readOrigin } from "../src/origin.ts";
import { descriptionLength } from "../src/panels/charts/description-length.ts";

const run = join(userDirectory, "runs", "one");
const differing = [
  { name: "sizes", values: ["16-8-2", "16-9-2"] },
  { name: "wake", values: ["generative", "off"] },
  { name: "beta1", values: ["0.9", "–"] },
];
const start: StartEvent = {
  ...{ type: "start", step: 50, steps: 100, stepsPerEpoch: 10, batch: 20, sizes: [16, 9, 2] },
  ...{ width: 4, height: 4, rule: "wake-sleep", optimizer: "adam", backend: "js", data: "bars" },
  ...{ trainImages: 200, validImages: 0, seed: 0 },
};

test("an origin tells the run, the step, and what is other there", () => {
  const words = `from step 12,000 of ${join("runs", "one")}`;
  expect(originWords({ run, step: 12_000 })).toBe(words);
  expect(originWords({ run, step: 12_000, differing: [] })).toBe(words);
  expect(originWords({ run, step: 12_000, differing })).toBe(
    `${words}: sizes 16-8-2 → 16-9-2, wake generative → off`,
  );
  // What a record says may be hostile.
  expect(originWords({ run: "\x1b[2Jone", step: 1 })).not.toContain("\x1b");
});

test("a run whose parent is gone still tells its name, one without has no origin", async () => {
  const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
  const record = createRunRecord(defaultSettings, choice, bars(), {});
  const parent = { run: join(userDirectory, "no such run"), step: 50 };
  expect(await readOrigin(record)).toBeUndefined();
  expect(await readOrigin({ ...record, parent })).toEqual(parent);
});

test("the start where a run went on from another one names it, a resumption does not", () => {
  const state = createRunState();
  const origin: Origin = { run, step: 50, differing };
  expect(newsOf(start, state, origin)).toBe(`continues ${originWords(origin)}`);
  expect(newsOf({ ...start, step: 60 }, state, origin)).toBe("continues from step 60");
  expect(newsOf(start, state)).toBe("continues from step 50");
});

test("a chart marks the step where its run went on from another one", () => {
  const history = createHistory();
  appendHistory(history, { ...start, step: 0 });
  for (const step of [0, 50, 100]) {
    const bits = { images: 10, descriptionLength: 20 - step / 10, layers: [] };
    appendHistory(history, { type: "evaluate", step, epoch: step / 10, ...bits, train: bits });
  }
  const epochs = epochsFrom([], start);
  const draw = (origin?: Origin) =>
    descriptionLength({
      ...{ history, origin, run: { start, step: 100, epochs }, width: 60, height: 12 },
      view: { recent: false, log: false, smoothing: 0 },
      style: createStyle({ depth: 1 }),
    }).lines.join("\n");
  expect(draw()).not.toContain("<");
  const axis = draw({ run, step: 50 })
    .split("\n")
    .find((line) => line.includes("<"));
  const at = axis?.indexOf("<") ?? 0;
  expect(at / 60).toBeGreaterThan(0.4);
  expect(at / 60).toBeLessThan(0.6);
});
