import { matrix } from "@helmholtz/core";
import { expect, test } from "vitest";
import { asciiDreams } from "../../src/ascii-dreams.ts";

const dreams = (count: number, width: number, height: number) =>
  asciiDreams(
    {
      type: "dream",
      step: 1,
      images: matrix(count, width * height, new Float32Array(count * width * height).fill(1)),
    },
    { width, height },
  );

test("as many of three dreams as fit into 72 columns stand side by side", () => {
  expect(dreams(24, 28, 28)).toEqual(Array(14).fill(`${"@".repeat(28)}  ${"@".repeat(28)}`));
  expect(dreams(24, 4, 4)).toEqual(Array(2).fill("@@@@  @@@@  @@@@"));
  expect(dreams(1, 4, 4)).toEqual(Array(2).fill("@@@@"));
});

test("a dream that is wider than 72 columns is shrunk", () => {
  const lines = dreams(2, 100, 100);
  expect(lines).toEqual(Array(25).fill("@".repeat(50)));
});
