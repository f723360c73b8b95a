import type { Outcome } from "../enumeration.ts";
import { uniform } from "../random.ts";
import type { Dataset } from "./dataset.ts";
import { generatedImages, mergeOutcomes } from "./generated.ts";

export interface ShifterOptions {
  /** Pixels across. Default 8. */
  width?: number;
  /** Probability that each pixel of the top row is on. Default 0.2. */
  pixel?: number;
}

const ROWS = 4;
const DIRECTIONS = [-1, 1];

/**
 * The shifter of Dayan, Hinton, Neal and Zemel (The Helmholtz machine, Neural Computation 7, 1995,
 * figure 1): a row of random pixels, and the same row shifted one pixel to the left or to the
 * right, equally often, around the edge. The upper two rows of the image are the one, the lower
 * two the other. Drawn anew, without end.
 */
export function shifter({ width = 8, pixel = 0.2 }: ShifterOptions = {}): Required<Dataset> {
  const images = generatedImages(width, ROWS, (bits, key) => {
    const direction = DIRECTIONS[uniform(key, 0) < 0.5 ? 0 : 1];
    for (let i = 0; i < width; i++) {
      if (uniform(key, i + 1) < pixel) drawPixel(bits, width, i, direction);
    }
  });
  return { name: "shifter", ...images };
}

/** The exact distribution of `shifter`: every image that can occur. */
export function shifterDistribution(options: ShifterOptions = {}): Outcome[] {
  return mergeOutcomes(shifterOutcomes(options));
}

function* shifterOutcomes({ width = 8, pixel = 0.2 }: ShifterOptions): Generator<Outcome> {
  for (const direction of DIRECTIONS) {
    for (let row = 0; row < 2 ** width; row++) {
      const states = new Uint8Array(ROWS * width);
      let probability = 1 / DIRECTIONS.length;
      for (let i = 0; i < width; i++) {
        const on = ((row >> i) & 1) === 1;
        probability *= on ? pixel : 1 - pixel;
        if (on) drawPixel(states, width, i, direction);
      }
      yield { states, probability };
    }
  }
}

function drawPixel(bits: Uint8Array, width: number, i: number, direction: number): void {
  const shifted = (i + direction + width) % width;
  [i, i, shifted, shifted].forEach((x, row) => {
    bits[row * width + x] = 1;
  });
}
