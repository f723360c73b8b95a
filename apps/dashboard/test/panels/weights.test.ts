import { createMachine, key, matrix } from "@helmholtz/core";
import { expect, test } from "vitest";
import { cellsOf } from "../../src/draw/cells.ts";
import { MARK } from "../../src/draw/scale.ts";
import type { View } from "../../src/panels/view.ts";
import { weights } from "../../src/panels/weights.ts";
import { graphics, phasesOf, picturedRun, propsOf } from "./pictured-run.ts";

const both = { direction: "both" } as const;

test("fills its panel at every size, in both directions and for every layer", () => {
  for (const machine of [{ hidden: [200, 64, 16] }, { side: 3, hidden: [4, 1] }]) {
    const run = picturedRun(machine);
    for (const width of [20, 38, 72, 150]) {
      for (const height of [6, 17, 45]) {
        for (const view of [both, { layer: 1 }, { direction: "recognition", layer: 9 }] as const) {
          for (const more of [{}, { graphics }]) {
            const { lines, images = [] } = weights(
              propsOf(run, [width, height], { view, ...more }),
            );
            expect(lines.map(cellsOf)).toEqual(Array(height).fill(width));
            for (const { row, column, columns, rows } of images) {
              expect(column + columns).toBeLessThan(width);
              expect(row + rows).toBeLessThan(height);
            }
          }
        }
      }
    }
  }
});

const wide = [140, 30] as const;
const shownPicture = (run = picturedRun(), view: Partial<View> = {}) => {
  const { images = [], ...drawing } = weights(propsOf(run, wide, { view, graphics }));
  expect(images).toHaveLength(1);
  return { ...drawing, picture: images[0]?.picture ?? { width: 0, height: 0, values: [] } };
};

test("a unit's recognition weights are left of its generative ones, each relative to its direction", () => {
  const run = picturedRun({ side: 4, hidden: [6] });
  const machine = run.weights?.machine ?? createMachine([16, 6], key(1));
  const { picture } = shownPicture(run, both);
  const limit = ({ data }: { data: Float32Array }) =>
    3 * Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);
  const [recognition, generative] = [machine.recognition[0], machine.generative[0]];
  if (!recognition || !generative) throw new Error("a machine has both");
  // Pixel 0 of unit 0, of 4 × 4 and a gap of 1.
  expect(picture.values[0]).toBeCloseTo(
    (recognition.weights.data[0] ?? 0) / limit(recognition.weights),
  );
  expect(picture.values[5]).toBeCloseTo(
    (generative.weights.data[0] ?? 0) / limit(generative.weights),
  );
  expect(picture.values[4]).toBeNaN();
});

test("units that are never or always on are counted and marked", () => {
  const run = picturedRun({ hidden: [30, 10] });
  const alive = shownPicture(run);
  expect(alive.lines[0]).not.toContain("dead");
  expect([...alive.picture.values]).not.toContainEqual(Math.fround(MARK));
  const activity = Float32Array.from({ length: 30 }, () => 0.5);
  // The last two are never and always on in all that a byte can tell; a hundredth is not.
  activity.set([0, 1, 0.01, 0.001, 0.999], 0);
  run.activity = [matrix(1, 30, activity)];
  const { lines, picture } = shownPicture(run);
  expect(lines[0]).toContain("4 dead");
  const corner = (unit: number) => picture.values[unit * (28 + gapOf(picture.width)) + 27];
  expect([0, 1, 2, 3, 4, 5].map((unit) => corner(unit) === Math.fround(MARK))).toEqual([
    ...[true, true, false, true, true, false],
  ]);
});

// Pixels between units: what is left of a row of 28 each.
function gapOf(width: number): number {
  const columns = Math.floor(width / 28);
  for (let count = columns; count > 1; count--) {
    const gap = (width - 28 * count) / (count - 1);
    if (Number.isInteger(gap) && gap > 0) return gap;
  }
  return 0;
}

test("the title says which layers and units, and how many are dead, in what room there is", () => {
  const run = picturedRun({ hidden: [200, 20] });
  const title = (width: number, view: Partial<View>) =>
    weights(propsOf(run, [width, 16], { view })).lines[0];
  expect(title(120, both)).toMatch(
    /recognition \| generative weights · pixels and layer 1 · 1–\d+\/200 .*±\S+ .+ ±\S+ /,
  );
  expect(title(120, { layer: 1 })).toContain("generative weights · layer 1 and layer 2");
  expect(title(36, both)).toContain("weights · layer 1 · 1");
  run.activity = [matrix(1, 200)];
  expect(title(40, {})).toMatch(/─ weights · L1 · 1(–\d+)?\/200 · 200 dead ─/);
  expect(title(32, {})).toMatch(/─ L1 · 1(–\d+)?\/200 · 200 dead ─/);
  expect(title(22, {})).toMatch(/─ L1 · 1(–\d+)?\/200 ─/);
});

test("colours are explained by the weights at their ends", () => {
  const run = picturedRun({ hidden: [6] });
  const drawn = weights(propsOf(run, [100, 30], { view: { direction: "recognition" } })).lines;
  expect(drawn.join("\n")).toMatch(/−0\.\d+ @OOo- \+xXX# \+0\.\d+/);
});

test("paging goes on from any unit, and says how many are shown", () => {
  const run = picturedRun({ hidden: [200, 20] });
  const from = (unit: number) => weights(propsOf(run, [72, 17], { view: { unit } }));
  const { shown = 0 } = from(0);
  expect(shown).toBeGreaterThan(1);
  expect(from(0).lines[0]).toContain(`1–${shown}/200`);
  expect(from(shown).lines[0]).toContain(`${shown + 1}–${2 * shown}/200`);
  expect(from(199).lines[0]).toContain("200/200");
  expect(from(199).shown).toBe(1);
  expect(from(shown).lines.slice(1)).not.toEqual(from(0).lines.slice(1));
});

test("at a cursor it shows the weights that were stored of then", () => {
  const run = picturedRun();
  const past = { weights: { step: 100, machine: createMachine([784, 100, 20], key(2)) } };
  const then = weights(propsOf(run, [72, 17], { view: { cursor: 150, past } }));
  expect(then.lines[0]).toContain("· stored at 100");
  const exact = weights(propsOf(run, [72, 17], { view: { cursor: 100, past } }));
  expect(exact.lines[0]).toContain(" at step 100");
  const phases = { ...phasesOf([784, 100, 20], 150), activity: [matrix(1, 100)] };
  const view = { cursor: 150, past: { ...past, phases } };
  expect(weights(propsOf(run, [72, 17], { view })).lines[0]).toMatch(/100 dead · stored at 100/);
  expect(weights(propsOf(run, [40, 9], { view })).lines[0]).toMatch(/L1 .* · stored at 100 ─/);
  const none = weights(propsOf(run, [72, 17], { view: { cursor: 1 } }));
  expect(none.lines[1]).toContain("no weights are stored of then");
  const early = weights(propsOf({ ...run, weights: undefined }, [72, 17]));
  expect(early.lines[1]).toContain("waiting for the first weights");
});

test("it is drawn anew only for other weights, another choice, size or style", () => {
  const run = picturedRun();
  const props = propsOf(run, [72, 17]);
  const first = weights(props);
  expect(weights({ ...props, view: { ...props.view, message: "other news" } })).toBe(first);
  expect(weights({ ...props, view: { ...props.view, unit: 5 } })).not.toBe(first);
  const again = weights(props);
  run.weights = { step: 500, machine: createMachine([784, 100, 20], key(2)) };
  expect(weights(props)).not.toBe(again);
});
