import { matrix, type PhasesEvent } from "@helmholtz/core";
import { expect, test } from "vitest";
import { cellsOf } from "../../src/draw/cells.ts";
import type { Drawing } from "../../src/panels/drawing.ts";
import { mirror } from "../../src/panels/mirror.ts";
import type { Phase } from "../../src/phases.ts";
import { graphics, learning, phasesOf, picturedRun, propsOf } from "./pictured-run.ts";

const sizes = [38, 53, 80, 150].flatMap((width) =>
  [8, 12, 19, 45].map((height) => [width, height] as const),
);

const machines = [
  { side: 28, hidden: [100, 20] },
  { side: 28, hidden: [200, 64, 16] },
  { side: 28, hidden: [9] },
  { side: 4, hidden: [100, 20] },
  { side: 3, hidden: [4, 1] },
  { side: 64, hidden: [400] },
];

const text = ({ lines }: Drawing) => lines.join("\n");

test.each(machines)(
  "fills its panel at every size, for images of $side pixels across and layers $hidden",
  (machine) => {
    const run = picturedRun(machine);
    for (const size of sizes) {
      for (const more of [{}, { style: { glyphs: "ascii" } }] as const) {
        const drawing = mirror(propsOf(run, size, more));
        expect(drawing.lines.map(cellsOf)).toEqual(Array(size[1]).fill(size[0]));
        expect(drawing.shown).toBeGreaterThan(0);
        const inside = text(drawing).split("\n").slice(1).join("\n");
        expect(inside).toMatch(/wake[\s\S]*sleep/);
      }
    }
  },
);

test.each(machines)(
  "pictures of the terminal's own lie inside, on blank cells, none on another ($side, $hidden)",
  (machine) => {
    const run = picturedRun(machine);
    for (const size of sizes) {
      const { lines, images = [] } = mirror(propsOf(run, size, { graphics }));
      expect(lines.map(cellsOf)).toEqual(Array(size[1]).fill(size[0]));
      const taken = new Set<string>();
      expect(images.length).toBeGreaterThan(1);
      for (const { row, column, columns, rows } of images) {
        for (let y = row; y < row + rows; y++) {
          for (let x = column; x < column + columns; x++) {
            expect(lines[y]?.[x], `${size}: ${x}, ${y}`).toBe(" ");
            expect(taken.has(`${x},${y}`)).toBe(false);
            taken.add(`${x},${y}`);
          }
        }
      }
    }
  },
);

test("in the smallest panel one image of each half is shown, in large ones several", () => {
  const shown = (width: number, height: number) =>
    mirror(propsOf(picturedRun(), [width, height])).shown;
  expect(shown(38, 8)).toBe(1);
  expect(shown(150, 45)).toBeGreaterThanOrEqual(3);
});

test("layers are named, and both halves say who draws and who learns", () => {
  const drawn = text(mirror(propsOf(picturedRun(), [120, 35])));
  expect(drawn).toContain("wake: recognition draws, generative learns");
  expect(drawn).toContain("sleep: generative draws, recognition learns");
  const upright = text(mirror(propsOf(picturedRun(), [80, 22])));
  for (const word of ["layer 2", "layer 1", "pixels", "datum", "reconstruction", "dream"]) {
    expect(upright).toContain(word);
  }
  expect(upright).toMatch(/▲[\s\S]*▼/);
});

test("a layer that there is no room for is named", () => {
  const run = picturedRun({ hidden: [300, 100] });
  const title = (size: readonly [number, number], glyphs: "ascii" | "braille") =>
    mirror(propsOf(run, size, { style: { glyphs } })).lines[0];
  expect(title([120, 20], "braille")).toContain("wake | sleep · layer 2 does not fit ");
  expect(title([80, 19], "ascii")).toMatch(/wake \| sleep - no layer 2 .*on, predicted off/);
  expect(title([38, 8], "braille")).toContain("wake | sleep · no layers 1, 2 ");
  run.phases = { ...phasesOf([784, 300, 100], 1234), of: "step", phase: "wake" };
  expect(title([38, 8], "braille")).toContain("wake | sleep · no layers 1, 2 ");
  expect(title([150, 45], "braille")).not.toMatch(/fit|no layer/);
});

test("on a line the halves mirror each other: wake begins with the datum, sleep ends with the dream", () => {
  const drawn = text(mirror(propsOf(picturedRun(), [140, 12])));
  expect(drawn).toMatch(/datum +reconstruction.*layer 1.*layer 1.*dream/);
});

test("a phase that is off says so", () => {
  const without = (phase: Phase, size: readonly [number, number]) =>
    text(mirror(propsOf(picturedRun(), size, { learning: { ...learning, [phase]: [] } })));
  expect(without("wake", [120, 35])).toContain("wake is off: generative does not learn");
  expect(without("wake", [120, 35])).toContain("sleep: generative draws");
  expect(without("sleep", [120, 35])).toContain("sleep is off: recognition does not learn");
  expect(without("sleep", [38, 8])).toContain("sleep is off");
});

test("a step that was done by hand is named, and how far it is done", () => {
  const run = picturedRun({ step: 1234 });
  const title = (event: Partial<PhasesEvent>) => {
    run.phases = { ...phasesOf([784, 100, 20], 1234), ...event };
    return mirror(propsOf(run, [80, 22])).lines[0];
  };
  expect(title({ of: "step", phase: "wake" })).toContain("wake | sleep · step 1,234, after wake ");
  expect(title({ of: "step" })).toContain("wake | sleep · step 1,234 ");
  expect(title({})).not.toContain("1,234");
});

test("at a cursor it shows what was stored of then, and nothing newer", () => {
  const run = picturedRun();
  const phases = phasesOf([784, 100, 20], 100);
  const then = mirror(propsOf(run, [80, 22], { view: { cursor: 120, past: { phases } } }));
  expect(then.lines[0]).toContain("at step 100");
  expect(then.lines.slice(2)).not.toEqual(mirror(propsOf(run, [80, 22])).lines.slice(2));
  const before = mirror(propsOf(run, [80, 22], { view: { cursor: 1 } }));
  expect(before.lines[1]).toContain("nothing is stored of then");
});

test("before anything was recorded it waits", () => {
  const run = { ...picturedRun(), phases: undefined };
  expect(mirror(propsOf(run, [80, 22])).lines[1]).toContain("waiting for the first phases");
});

test("what came out otherwise than predicted is coloured, in wake and in sleep", () => {
  const run = picturedRun({ hidden: [4] });
  const all = (value: number, units: number) =>
    matrix(1, units, new Float32Array(units).fill(value));
  const event = (state: number, predicted: number): PhasesEvent => ({
    ...{ type: "phases", step: 1, of: "report" },
    wake: {
      states: [all(state, 784), all(state, 4)],
      predictions: [all(predicted, 784), all(predicted, 4)],
    },
    sleep: { states: [all(state, 784), all(state, 4)], predictions: [all(predicted, 4)] },
  });
  // The values of every second picture of each group: those on the right.
  const predicted = (state: number, prediction: number) => {
    run.phases = event(state, prediction);
    const { images = [] } = mirror(propsOf(run, [80, 22], { graphics }));
    return images.map(({ picture: { width, values } }) => values[width - 1]);
  };
  // Layer 1 and pixels of wake, then of sleep, where the dream stands alone.
  expect(predicted(1, 0)).toEqual([2, 2, 2, 1]);
  expect(predicted(0, 1)).toEqual([-1, -1, -1, 0]);
  expect(predicted(1, 0.75)).toEqual([0.75, 0.75, 0.75, 1]);
});

test("it is drawn anew only for another event, size or style, or other learning", () => {
  const run = picturedRun();
  const props = propsOf(run, [80, 22]);
  const first = mirror(props);
  expect(mirror({ ...props, view: { ...props.view, message: "other news" } })).toBe(first);
  expect(mirror({ ...props, width: 81 })).not.toBe(first);
  const again = mirror(props);
  expect(mirror({ ...props, learning: { ...learning, wake: [] } })).not.toBe(again);
  run.phases = phasesOf([784, 100, 20], 500);
  expect(mirror(props)).not.toBe(again);
});
