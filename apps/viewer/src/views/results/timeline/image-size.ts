import type { Matrix } from "@helmholtz/core";
import type { OpenRun } from "../../../runs/open-run.ts";

/** Pixels across and down of a run's images; where nothing tells them, the least square with room for them. */
export function imageSize(
  { run, record }: OpenRun,
  pixels: number,
): { readonly width: number; readonly height: number } {
  const told = run.value.start ?? record.value?.data;
  if (told && told.width * told.height === pixels)
    return { width: told.width, height: told.height };
  const width = Math.ceil(Math.sqrt(pixels));
  return { width, height: Math.ceil(pixels / width) };
}

/** Images of the size that they are drawn in: a last row that is not full is filled with no pixels. */
export function wholeImages(images: Matrix, cells: number): Matrix {
  if (images.cols === cells) return images;
  const data = new Float32Array(images.rows * cells).fill(Number.NaN);
  for (let n = 0; n < images.rows; n++) {
    data.set(images.data.subarray(n * images.cols, (n + 1) * images.cols), n * cells);
  }
  return { rows: images.rows, cols: cells, data };
}
