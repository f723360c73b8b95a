import type { Outcome } from "../enumeration.ts";
import { states } from "../matrix.ts";
import { fold, type Key } from "../random.ts";
import type { Images } from "./dataset.ts";

// A generated set has no end; these are what one pass, or one evaluation, draws of it.
const TRAIN_SIZE = 10_000;
const HELD_OUT_SIZE = 2_000;

/** Images that are drawn anew whenever they are asked for, by a program instead of from a file. */
export function generatedImages(
  width: number,
  height: number,
  drawImage: (bits: Uint8Array, key: Key) => void,
): { train: Images; valid: Images; test: Images } {
  const images = (size: number): Images => ({
    size,
    width,
    height,
    draw(indices, key) {
      const out = states(indices.length, width * height);
      for (let n = 0; n < indices.length; n++) {
        const bits = out.data.subarray(n * out.units, (n + 1) * out.units);
        drawImage(bits, fold(key, indices[n]));
      }
      return out;
    },
  });
  return { train: images(TRAIN_SIZE), valid: images(HELD_OUT_SIZE), test: images(HELD_OUT_SIZE) };
}

/** A distribution in which every image stands once: probabilities of equal images are added. */
export function mergeOutcomes(outcomes: Iterable<Outcome>): Outcome[] {
  const merged = new Map<string, Outcome>();
  for (const { states, probability } of outcomes) {
    const name = states.join("");
    const before = merged.get(name)?.probability ?? 0;
    merged.set(name, { states, probability: before + probability });
  }
  return [...merged.values()];
}
