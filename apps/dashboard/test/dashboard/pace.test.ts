import { expect, test } from "vitest";
import { createPaceMeter, timeLeft } from "../../src/pace.ts";

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
  const { pace, run } = meter();
  expect(pace.read()).toEqual({ elapsed: 0 });
  run(10, { from: 0, each: 100 });
  expect(pace.read()).toEqual({ elapsed: 1000 });
  run(20, { from: 10, each: 100 });
  expect(pace.read().stepsPerSecond).toBeCloseTo(10, 5);
});

test("what comes at once has no speed", () => {
  const { pace, run } = meter();
  run(1000, { from: 0, each: 0 });
  expect(pace.read()).toEqual({ elapsed: 0 });
});

test("a report before the first step does not count as slowness", () => {
  const { pace, run, wait } = meter();
  pace.step(500);
  wait(5000);
  pace.step(500);
  run(30, { from: 500, each: 100 });
  expect(pace.read().stepsPerSecond).toBeCloseTo(10, 5);
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

test("after a pause the speed from before it holds until there is a new one", () => {
  const { pace, run, wait } = meter();
  run(50, { from: 0, each: 100 });
  pace.pause();
  wait(3_600_000);
  pace.resume();
  run(10, { from: 50, each: 50 });
  expect(pace.read().stepsPerSecond).toBeCloseTo(10, 5);
  run(40, { from: 60, each: 50 });
  expect(pace.read().stepsPerSecond).toBeCloseTo(20, 5);
});

test("steps that are done by hand in a pause count as no speed", () => {
  const { pace, run, wait } = meter();
  run(50, { from: 0, each: 100 });
  pace.pause();
  run(100, { from: 50, each: 100 });
  expect(pace.read().stepsPerSecond).toBeCloseTo(10, 5);
  wait(1000);
  pace.resume();
  run(50, { from: 150, each: 100 });
  expect(pace.read().stepsPerSecond).toBeCloseTo(10, 5);
});

test("reports that are minutes apart have the speed between the last two", () => {
  const { pace, wait } = meter();
  for (const [step, minutes] of [
    [0, 0],
    [600, 1],
    [1800, 1],
    [1800, 0],
  ] as const) {
    wait(60_000 * minutes);
    pace.step(step);
  }
  expect(pace.read().stepsPerSecond).toBeCloseTo(20, 5);
});

test("a clock that goes back gives no speed", () => {
  const { pace, wait } = meter();
  pace.step(1);
  wait(-60_000);
  pace.step(100);
  expect(pace.read().stepsPerSecond).toBeUndefined();
});

test("the time left is that of the steps that are left", () => {
  expect(timeLeft({ elapsed: 0, stepsPerSecond: 20 }, 100)).toBe(5000);
  expect(timeLeft({ elapsed: 0 }, 100)).toBeUndefined();
});
