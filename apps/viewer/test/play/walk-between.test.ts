import { cpu, createMachine, key, states } from "@helmholtz/core";
import { expect, test } from "vitest";
import { pictureBetween, stripBetween } from "../../src/views/play/walk/walk-between.ts";

const machine = createMachine([12, 6, 2], key(3), { initialization: "normal" });
const a = Uint8Array.of(1, 0, 1, 0, 0, 1);
const b = Uint8Array.of(0, 0, 1, 1, 0, 1);

test("both ends of a walk are what generation predicts from their states", async () => {
  const [layer] = machine.generative;
  if (!layer) throw new Error("no layer");
  for (const [t, end] of [a, b].entries()) {
    const { data } = await cpu().read(cpu().predict(layer, states(1, 6, end)));
    expectClose(pictureBetween(machine, a, b, t), data);
  }
});

test("on the way the log odds of each pixel are mixed, as those of its inputs are", () => {
  const odds = (t: number) => pictureBetween(machine, a, b, t).map((p) => Math.log(p / (1 - p)));
  const [start, end] = [odds(0), odds(1)];
  expectClose(
    odds(0.3),
    start.map((value, i) => 0.7 * value + 0.3 * (end[i] ?? 0)),
  );
});

test("a strip goes in equal steps from one end to the other", () => {
  const strip = stripBetween(machine, a, b, 5);
  for (let n = 0; n < 5; n++) {
    const picture = pictureBetween(machine, a, b, n / 4);
    expect(strip.subarray(12 * n, 12 * (n + 1))).toEqual(picture);
  }
});

// 32-bit floats, and a logarithm of what was rounded to them.
function expectClose(found: Float32Array, expected: Float32Array): void {
  expect([...found]).toEqual([...expected].map((value) => expect.closeTo(value, 4)));
}
