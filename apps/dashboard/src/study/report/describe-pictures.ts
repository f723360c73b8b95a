import { type Picture, pixel } from "../../draw/picture.ts";

// Of noise, neighbours differ as much as any two pixels do; of strokes, far less.
const LOOKS = [
  { below: 0.5, look: "connected shapes" },
  { below: 0.8, look: "shapes with grain" },
  { below: 0.97, look: "grain with faint shapes" },
];

/** What pictures look like, in words: whether neighbouring pixels go together. */
export function structure(pictures: readonly Picture[]): string {
  const near = meanDifference(pictures, 1, 0);
  const far = meanDifference(pictures, FAR, FAR);
  if (far === 0) return "flat, without a pattern";
  const found = LOOKS.find(({ below }) => near / far < below);
  return found?.look ?? "grain like noise, without shapes";
}

// About half a digit away.
const FAR = 9;

function meanDifference(pictures: readonly Picture[], dx: number, dy: number): number {
  let sum = 0;
  let count = 0;
  for (const picture of pictures) {
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        const difference = Math.abs(pixel(picture, x, y) - pixel(picture, x + dx, y + dy));
        if (Number.isNaN(difference)) continue;
        sum += difference;
        count++;
      }
    }
  }
  return count === 0 ? 0 : sum / count;
}
