import { expect, test } from "vitest";
import { createPaceMeter } from "../../src/panels/pace.ts";

function meter() {
  let now = 1000;
  const pace = createPaceMeter(() => now);
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  const run = (steps: number, { from, each }: { from: number; each: number }) => {
    for (let step = from + 1; step <= from + steps; step++) {
      wait(each);
      pace.step(step);
    }
  };
  return { pace, wait, run };
}

test("speed is unknown while there is too little to measure", () => {
  const { pace, run, wait } = meter();
  expect(pace.read()).toEqual({ elapsed: 0 });
  run(10, { from: 0, each: 100 });
  expect(pace.read().stepsPerSecond).toBeUndefined();
  wait(2000);
  expect(pace.read().stepsPerSecond).toBeCloseTo(10, 0);
});

test("speed follows the last ten seconds", () => {
  const { pace, run } = meter();
  run(100, { from: 0, each: 100 });
  run(1000, { from: 100, each: 20 });
  expect(pace.read().stepsPerSecond).toBeCloseTo(50, 0);
});

test("a pause counts neither as time nor as slowness", () => {
  const { pace, run, wait } = meter();
  run(50, { from: 0, each: 100 });
  pace.pause();
  wait(3_600_000);
  expect(pace.read().elapsed).toBe(5000);
  pace.resume();
  run(50, { from: 50, each: 100 });
  expect(pace.read().elapsed).toBe(10_000);
  expect(pace.read().stepsPerSecond).toBeCloseTo(10, 5);
});
