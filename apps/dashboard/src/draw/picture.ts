import type { Matrix } from "@helmholtz/core";

/** Pixels of any range; which colours they get is up to the scale they are drawn with. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** [height × width], row by row. NaN is no pixel: nothing is drawn there. */
  readonly values: Float32Array;
}

/** The first `count` rows of a matrix, each as a picture of `width` × `height`, sharing its memory. */
export function rowPictures(
  { rows, cols, data }: Matrix,
  { width, height, count = rows }: { width: number; height: number; count?: number },
): Picture[] {
  return Array.from({ length: Math.min(count, rows) }, (_, n) => ({
    width,
    height,
    values: data.subarray(n * cols, (n + 1) * cols),
  }));
}

/** How wide a grid of so many units is: the least square with room for all. */
export function gridWidth(units: number): number {
  return Math.ceil(Math.sqrt(units));
}

/** A row of a matrix as a picture: of the least square with room for all, by default. */
export function rowPicture(
  { cols, data }: Matrix,
  row: number,
  width: number = gridWidth(cols),
): Picture {
  const height = Math.ceil(cols / width);
  const values = data.subarray(row * cols, (row + 1) * cols);
  if (cols === width * height) return { width, height, values };
  const padded = new Float32Array(width * height).fill(Number.NaN);
  padded.set(values);
  return { width, height, values: padded };
}

/** The pixel at a place; NaN outside. */
export function pixel({ width, height, values }: Picture, x: number, y: number): number {
  return x < width && y < height ? (values[y * width + x] ?? Number.NaN) : Number.NaN;
}

/** Each pixel `factor` times as wide and high; for a factor of 1/k, the mean of k × k pixels. */
export function zoom(picture: Picture, factor: number): Picture {
  if (factor === 1) return picture;
  if (factor > 1) {
    return paint(picture.width * factor, picture.height * factor, (x, y) =>
      pixel(picture, Math.floor(x / factor), Math.floor(y / factor)),
    );
  }
  const k = Math.round(1 / factor);
  return paint(Math.ceil(picture.width / k), Math.ceil(picture.height / k), (x, y) =>
    meanPixel(picture, { x: x * k, y: y * k, width: k, height: k }),
  );
}

/** The mean of the pixels of a part of a picture; NaN where it has none. */
export function meanPixel(
  picture: Picture,
  part: { x: number; y: number; width: number; height: number },
): number {
  let sum = 0;
  let count = 0;
  for (let y = part.y; y < part.y + part.height; y++) {
    for (let x = part.x; x < part.x + part.width; x++) {
      const value = pixel(picture, x, y);
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  }
  return sum / count;
}

/** A picture from the value of each pixel. */
export function paint(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): Picture {
  const values = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) values[i++] = value(x, y);
  }
  return { width, height, values };
}
