import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("bars learns to describe images in fewer bits, and dreams", () => {
  const lines = run("bars.js");
  const bits = lines.filter((line) => line.startsWith("step")).map(bitsOf);
  const dreams = lines.slice(lines.indexOf("8 dreams:") + 1);

  expect(bits[0]).toBeGreaterThan(15);
  // The entropy of the data, 3.43 bits, is what the best machine needs on average.
  expect(bits.at(-1)).toBeGreaterThan(3.2);
  expect(bits.at(-1)).toBeLessThan(5);
  expect(dreams).toHaveLength(4);
  for (const line of dreams) expect(line).toMatch(/^([█·]{4}( {2}|$)){8}$/);
});

/** Lines that an example prints, run as a program of its own on the built packages. */
function run(example: string): string[] {
  const path = fileURLToPath(new URL(`../${example}`, import.meta.url));
  return execFileSync(process.execPath, [path], { encoding: "utf8" }).trimEnd().split("\n");
}

function bitsOf(line: string): number {
  return Number(/([\d.]+) bits/.exec(line)?.[1]);
}
