import { describe, expect, test } from "vitest";
import { cpu } from "../src/backends/cpu.ts";
import { clampMachine } from "../src/clamp.ts";
import { visibleDistribution } from "../src/enumeration.ts";
import { dream } from "../src/inference.ts";
import { key } from "../src/random.ts";
import { allStates, logProb, numbers } from "./fixtures/formulas.ts";
import { copyMachine, randomMachine, row } from "./fixtures/machines.ts";

const machine = randomMachine([4, 3, 2]);
const backend = cpu();
const COUNT = 2000;

describe.each([
  { layer: 0, unit: 3, on: true },
  { layer: 1, unit: 0, on: true },
  { layer: 1, unit: 2, on: false },
  { layer: 2, unit: 1, on: true },
])("a clamp of unit $unit in layer $layer to $on", (clamp) => {
  const clamped = clampMachine(machine, [clamp]);

  test("holds in every dream", () => {
    const s = dream(backend, clamped, COUNT, key(1));
    const held = Array.from({ length: COUNT }, (_, n) => row(s[clamp.layer], n)[clamp.unit]);
    expect(new Set(held)).toEqual(new Set([clamp.on ? 1 : 0]));
  });

  test("leaves the layers above and the units beside as they are", () => {
    const [free, held] = [machine, clamped].map((m) => dream(backend, m, COUNT, key(2)));
    for (let l = clamp.layer + 1; l < 3; l++) expect(held[l]).toEqual(free[l]);
    for (let n = 0; n < COUNT; n++) {
      const beside = (s: typeof free) => row(s[clamp.layer], n).filter((_, j) => j !== clamp.unit);
      expect(beside(held)).toEqual(beside(free));
    }
  });

  test("gives the exact distribution of an intervention", () => {
    // Every factor but the clamped unit's own, with the unit held.
    const wanted = new Float64Array(16);
    allStates(4).forEach((d, number) => {
      for (const middle of allStates(3)) {
        for (const top of allStates(2)) {
          const s = [d, middle, top, []];
          if (s[clamp.layer][clamp.unit] !== (clamp.on ? 1 : 0)) continue;
          const log = machine.generative.reduce((sum, layer, l) => {
            const { weights, bias } = numbers(layer);
            const others = bias.flatMap((_, j) =>
              l === clamp.layer && j === clamp.unit ? [] : [j],
            );
            const rest = {
              weights: weights.map((from) => others.map((j) => from[j])),
              bias: others.map((j) => bias[j]),
            };
            return (
              sum +
              logProb(
                rest,
                s[l + 1],
                others.map((j) => s[l][j]),
              )
            );
          }, 0);
          wanted[number] += Math.exp(log);
        }
      }
    });
    visibleDistribution(clamped).forEach((p, number) => {
      expect(p).toBeCloseTo(wanted[number], 10);
    });
  });
});

test("several clamps hold together", () => {
  const clamps = [
    { layer: 1, unit: 0, on: true },
    { layer: 1, unit: 1, on: false },
    { layer: 2, unit: 0, on: true },
  ];
  const s = dream(backend, clampMachine(machine, clamps), COUNT, key(3));
  for (let n = 0; n < COUNT; n++) {
    for (const { layer, unit, on } of clamps) expect(row(s[layer], n)[unit]).toBe(on ? 1 : 0);
  }
});

test("a clamp holds against any weights", () => {
  const strong = copyMachine(machine);
  strong.generative[0].weights.data.fill(1e6);
  strong.generative[0].bias.data.fill(1e6);
  const [visible] = dream(
    backend,
    clampMachine(strong, [{ layer: 0, unit: 1, on: false }]),
    9,
    key(4),
  );
  expect(Array.from({ length: 9 }, (_, n) => row(visible, n)[1])).toEqual(Array(9).fill(0));
});

test("clamping does not change the machine that it is given", () => {
  const before = copyMachine(machine);
  clampMachine(machine, [{ layer: 1, unit: 0, on: true }]);
  expect(machine).toEqual(before);
});

test.each([
  { layer: 3, unit: 0 },
  { layer: -1, unit: 0 },
  { layer: 1, unit: 3 },
  { layer: 1, unit: -1 },
  { layer: 1, unit: 0.5 },
  { layer: 1, unit: Number.NaN },
])("unit $unit of layer $layer is refused", ({ layer, unit }) => {
  expect(() => clampMachine(machine, [{ layer, unit, on: true }])).toThrow(RangeError);
});
