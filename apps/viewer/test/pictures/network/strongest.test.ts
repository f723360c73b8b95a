import { createMachine, key } from "@helmholtz/core";
import { expect, test } from "vitest";
import { strongestLinks } from "../../../src/pictures/network/strongest.ts";

const machine = createMachine([9, 4, 3], key(2));

test("links go down by the largest generative weights, and up by those of recognition", () => {
  const links = strongestLinks(machine, { layer: 1, unit: 2 }, 2);
  const down = machine.generative[0]?.weights.data.slice(18, 27) ?? [];
  const up = machine.recognition[1]?.weights.data.slice(6, 9) ?? [];
  const largest = (weights: Iterable<number>) =>
    [...weights].toSorted((a, b) => Math.abs(b) - Math.abs(a)).slice(0, 2);
  expect(links.map(({ weight }) => weight)).toEqual([...largest(down), ...largest(up)]);
  expect(links.map(({ to }) => to.layer)).toEqual([0, 0, 2, 2]);
  expect(links[0] && down[links[0].to.unit]).toBe(links[0]?.weight);
  expect(links[0]?.strength).toBe(1);
});

test("a pixel only links up, and a top unit only down", () => {
  const layersFrom = (layer: number) =>
    new Set(strongestLinks(machine, { layer, unit: 0 }, 3).map(({ to }) => to.layer));
  expect([...layersFrom(0)]).toEqual([1]);
  expect([...layersFrom(2)]).toEqual([1]);
});
