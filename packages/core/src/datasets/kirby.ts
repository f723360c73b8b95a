import type { Outcome } from "../enumeration.ts";
import { uniform } from "../random.ts";
import type { Dataset } from "./dataset.ts";
import { generatedImages } from "./generated.ts";

const SIZE = 3;
// One or two of three lines are on. Vertical images are twice as likely as horizontal ones.
const LINES = [0b001, 0b010, 0b100, 0b011, 0b101, 0b110];
const VERTICAL = 2 / 3;

/**
 * The 3 × 3 images of K. G. Kirby's tutorial on Helmholtz machines (2006): six of vertical lines
 * with probability 2/18 each, six of horizontal lines with 1/18 each. Drawn anew, without end.
 */
export function kirby(): Required<Dataset> {
  const images = generatedImages(SIZE, SIZE, (bits, key) => {
    const lines = LINES[Math.floor(uniform(key, 1) * LINES.length)];
    bits.set(linesImage(lines, uniform(key, 0) < VERTICAL));
  });
  return { name: "kirby", ...images };
}

/** The exact distribution of `kirby`: twelve images, 3.503 bits of entropy. */
export function kirbyDistribution(): Outcome[] {
  return [true, false].flatMap((vertical) =>
    LINES.map((lines) => ({
      states: linesImage(lines, vertical),
      probability: (vertical ? VERTICAL : 1 - VERTICAL) / LINES.length,
    })),
  );
}

function linesImage(lines: number, vertical: boolean): Uint8Array {
  return Uint8Array.from({ length: SIZE * SIZE }, (_, i) => {
    const line = vertical ? i % SIZE : Math.floor(i / SIZE);
    return (lines >> line) & 1;
  });
}
