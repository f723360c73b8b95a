import type { Point, Size } from "./grey-picture.ts";

/** A rectangle of an image, in pixels. */
export interface Box extends Point, Size {}

/** The least box around all pixels of a grey picture that are above `least`; undefined where none is. */
export function inkBox(
  grey: Float32Array,
  { width, height }: Size,
  least: number,
): Box | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((grey[y * width + x] ?? 0) <= least) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return undefined;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** The centre of mass of a grey picture; its middle where there is no ink. */
export function centreOfMass(grey: Float32Array, { width, height }: Size): Point {
  let [mass, x, y] = [0, 0, 0];
  for (let i = 0; i < grey.length; i++) {
    const ink = grey[i] ?? 0;
    mass += ink;
    x += ink * ((i % width) + 0.5);
    y += ink * (Math.floor(i / width) + 0.5);
  }
  return mass === 0 ? { x: width / 2, y: height / 2 } : { x: x / mass, y: y / mass };
}

/** How much of an image MNIST's digits take before they are moved: 20 of 28 pixels. */
export const MNIST_BOX = 20 / 28;
