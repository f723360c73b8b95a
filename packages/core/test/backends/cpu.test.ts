import { expect, test } from "vitest";
import { cpu } from "../../src/backends/cpu.ts";
import { matrix, states } from "../../src/matrix.ts";
import { key } from "../../src/random.ts";
import { testBackend } from "./backend-contract.ts";

testBackend("cpu", cpu);

test("inputs that do not fit a layer are refused", () => {
  const layer = { weights: matrix(3, 2), bias: matrix(1, 2) };
  expect(() => cpu().sample(layer, states(1, 4), key(1))).toThrow(
    "cpu: this layer takes 3 inputs, got 4",
  );
});
