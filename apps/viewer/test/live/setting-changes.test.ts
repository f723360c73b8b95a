import { optimizers } from "@helmholtz/core";
import { expect, test } from "vitest";
import { defaultPageSettings, type PageSettings } from "../../src/machine/settings.ts";
import { settingChanges } from "../../src/views/live/setting-changes.ts";

test.each<[Partial<PageSettings>, Partial<PageSettings>, string, string]>([
  [{ batch: 20 }, { batch: 50 }, "batch 20 → 50", "batch 50"],
  [{ classes: [0, 1] }, { classes: [0, 1, 7] }, "classes 0, 1 → 0, 1, 7", "classes 0, 1, 7"],
  [{ classes: [0, 1] }, {}, "classes 0, 1 → all", "classes all"],
  [
    { hidden: [100, 20] },
    { hidden: [120, 20] },
    "layer 1: 100 → 120 units",
    "120 units in layer 1",
  ],
  [{ hidden: [100] }, { hidden: [100, 20] }, "layer 2: 20 new units", "a new layer 2 of 20 units"],
  [{ hidden: [100, 20] }, { hidden: [100] }, "layer 2 removed", "no layer 2"],
  [
    { optimizer: optimizers.adam() },
    { optimizer: optimizers.sgd() },
    "optimizer adam → sgd, rate 0.003 → 0.1",
    "optimizer sgd, rate 0.1",
  ],
  [
    { length: { epochs: 40 } },
    { length: { steps: 900 } },
    "length 40 epochs → 900 steps",
    "length 900 steps",
  ],
  [
    { batch: 20, backend: "wasm" },
    { batch: 50, backend: "js" },
    "batch 20 → 50, backend wasm → js",
    "batch 50, backend js",
  ],
])("%j and then %j is told as %j", (before, after, mark, now) => {
  const changes = settingChanges(
    { ...defaultPageSettings, ...before },
    { ...defaultPageSettings, ...after },
  );
  expect(changes.map((change) => change.mark).join(", ")).toBe(mark);
  expect(changes.map((change) => change.now).join(", ")).toBe(now);
});
