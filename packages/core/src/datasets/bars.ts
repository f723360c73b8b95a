import type { Outcome } from "../enumeration.ts";
import { uniform } from "../random.ts";
import type { Dataset } from "./dataset.ts";
import { generatedImages, mergeOutcomes } from "./generated.ts";

export interface BarsOptions {
  /** Pixels across and down. Default 4. */
  size?: number;
  /** Probability that the bars of an image are vertical. Default 2/3. */
  vertical?: number;
  /** Probability that each bar of the image's orientation is on. Default 0.2. */
  bar?: number;
}

/**
 * The bars of Hinton, Dayan, Frey and Neal (1995, figure 2): an orientation, then each bar of
 * that orientation on or off. Every example is drawn anew, without end; a pass counts 10,000.
 */
export function bars({
  size = 4,
  vertical = 2 / 3,
  bar = 0.2,
}: BarsOptions = {}): Required<Dataset> {
  const images = generatedImages(size, size, (bits, key) => {
    const isVertical = uniform(key, 0) < vertical;
    for (let b = 0; b < size; b++) {
      if (uniform(key, b + 1) < bar) drawBar(bits, size, b, isVertical);
    }
  });
  return { name: "bars", ...images };
}

/** The exact distribution of `bars`: every image that can occur. */
export function barsDistribution(options: BarsOptions = {}): Outcome[] {
  return mergeOutcomes(barOutcomes(options));
}

function* barOutcomes({ size = 4, vertical = 2 / 3, bar = 0.2 }: BarsOptions): Generator<Outcome> {
  for (const isVertical of [true, false]) {
    for (let set = 0; set < 2 ** size; set++) {
      const states = new Uint8Array(size * size);
      let probability = isVertical ? vertical : 1 - vertical;
      for (let b = 0; b < size; b++) {
        const on = ((set >> b) & 1) === 1;
        probability *= on ? bar : 1 - bar;
        if (on) drawBar(states, size, b, isVertical);
      }
      yield { states, probability };
    }
  }
}

function drawBar(bits: Uint8Array, size: number, bar: number, vertical: boolean): void {
  for (let i = 0; i < size; i++) bits[vertical ? i * size + bar : bar * size + i] = 1;
}
