import { expect, test } from "vitest";
import {
  choiceBits,
  shortestChoice,
  whereSleepLeads,
} from "../../src/views/tour/machine/two-explanations.ts";

// The numbers of "The wrong way round" in docs/theory.md.
test("sleep takes each of two explanations half of the time", () => {
  const choice = whereSleepLeads();
  expect(choice[0]).toBeCloseTo(0.5, 3);
  expect(choice[1]).toBeCloseTo(0.5, 3);
  const { sleep, wake, descriptionLength } = choiceBits(choice);
  expect([sleep, wake, descriptionLength].map((bits) => bits.toFixed(3))).toEqual([
    "0.721",
    "1.223",
    "4.646",
  ]);
});

test("the shortest description leaves one explanation out", () => {
  const choice = shortestChoice();
  expect(choice[0]).toBeCloseTo(0.927, 2);
  expect(choice[1]).toBeCloseTo(0.073, 2);
  const { sleep, descriptionLength } = choiceBits(choice);
  expect(descriptionLength).toBeCloseTo(4.323, 3);
  for (const step of [0.001, -0.001]) {
    const beside = choiceBits([choice[0] + step, choice[1]]);
    expect(beside.descriptionLength).toBeGreaterThan(descriptionLength);
  }
  expect(sleep).toBeGreaterThan(choiceBits(whereSleepLeads()).sleep);
});

test("the description length is what is needed at best, and the gap", () => {
  const { descriptionLength, surprise, wake } = choiceBits([0.3, 0.6]);
  expect(surprise + wake).toBeCloseTo(descriptionLength, 9);
});
