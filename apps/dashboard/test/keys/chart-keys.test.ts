import { appendHistory, createHistory, type RunHistory } from "@helmholtz/core";
import { expect, test } from "vitest";
import { type ChartControls, chartKeys, zoom } from "../../src/keys/chart-keys.ts";
import { pressKey } from "../../src/keys/key-binding.ts";
import { beatOf } from "../../src/panels/charts/shown-steps.ts";
import { createView } from "../../src/panels/view.ts";
import { createTimeTravel } from "../../src/screens/time-travel.ts";

const EVERY = 416;

/** A run that is evaluated every 416 steps. */
function historyOf(evaluations: number): RunHistory {
  const history = createHistory();
  for (let i = 1; i <= evaluations; i++) {
    appendHistory(history, {
      ...{ type: "evaluate", step: EVERY * i, epoch: i, images: 100 },
      ...{ descriptionLength: 100, layers: [100] },
      train: { images: 100, descriptionLength: 100, layers: [100] },
    });
  }
  return history;
}

function controlsOf(evaluations: number): ChartControls {
  return {
    view: createView(),
    span: [0, EVERY * evaluations],
    beat: beatOf(historyOf(evaluations)),
  };
}

const press = (key: string, controls: ChartControls) => pressKey(key, [chartKeys], controls);

test("zooming in ends while there is still a curve, wherever one looks", () => {
  for (const cursor of [undefined, 0, EVERY * 20 + 100]) {
    const controls = controlsOf(45);
    controls.view.cursor = cursor;
    for (let i = 0; i < 20; i++) press("z", controls);
    const [from, to] = controls.view.zoom ?? [0, 0];
    const steps = Array.from({ length: 45 }, (_, i) => EVERY * (i + 1));
    const shown = steps.filter((step) => step >= from && step <= to);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(shown.length).toBeLessThan(8);
    expect(controls.view.message).toBe("nothing closer was measured");
  }
});

test("in a long run, zooming in ends at what is kept of its beginning", () => {
  const controls = controlsOf(9000);
  for (let i = 0; i < 20; i++) zoom(controls, 1 / 2, EVERY * 1000);
  const [from, to] = controls.view.zoom ?? [0, 0];
  const shown = controls.beat?.series.buckets.filter((one) => one.from >= from && one.to <= to);
  expect(shown?.length).toBeGreaterThanOrEqual(2);
});

test("before the first evaluation there is nothing to zoom into", () => {
  const controls = controlsOf(0);
  press("z", controls);
  expect(controls.view.zoom).toBeUndefined();
});

test("zooming begins with the stretch that is shown, and out of it leads to the whole run", () => {
  const controls = controlsOf(100);
  press("x", controls);
  press("z", controls);
  expect(controls.view.zoom).toEqual([EVERY * 87.5, EVERY * 100]);
  for (let i = 0; i < 5; i++) press("Z", controls);
  expect(controls.view).toMatchObject({ recent: false, message: "the whole run" });
  expect(controls.view.zoom).toBeUndefined();
});

test("whoever follows the latest again leaves the zoom", () => {
  const view = { ...createView(), cursor: 400, zoom: [100, 500] as const };
  const archive = {
    steps: async () => [0, 400],
    at: async () => ({}),
  };
  createTimeTravel(view, archive, () => {}).move(Number.POSITIVE_INFINITY);
  expect(view).toMatchObject({ cursor: undefined, zoom: undefined });
});
