import pixelmatch from "pixelmatch";
import type { Picture } from "./picture.ts";

/** What is other in one picture than in another. */
export interface Difference {
  /** Pixels of another colour; those that only one of both has count as well. */
  readonly pixels: number;
  /** Both over each other, with what differs in red. */
  readonly picture: Picture;
}

/** Compares what people see: other edges of letters and curves are none, where only their smoothing differs. */
export function comparePictures(actual: Picture, reference: Picture): Difference {
  const width = Math.max(actual.width, reference.width);
  const height = Math.max(actual.height, reference.height);
  const data = new Uint8Array(4 * width * height);
  const a = extend(actual, width, height);
  const b = extend(reference, width, height);
  const pixels = pixelmatch(a, b, data, width, height, { threshold: THRESHOLD });
  return { pixels, picture: { width, height, data } };
}

// Of the way from black to white: more than the palettes of references change, and less than a panel
// differs from the ground below it.
const THRESHOLD = 0.03;

// What is beyond its edge is of a colour that no page has.
function extend({ width, height, data }: Picture, toWidth: number, toHeight: number): Uint8Array {
  if (width === toWidth && height === toHeight) return data;
  const wide = new Uint8Array(4 * toWidth * toHeight);
  for (let i = 0; i < wide.length; i += 4) wide.set([0, 255, 0, 255], i);
  for (let y = 0; y < height; y++) {
    wide.set(data.subarray(4 * y * width, 4 * (y + 1) * width), 4 * y * toWidth);
  }
  return wide;
}
