import type { Direction, Machine } from "@helmholtz/core";
import { gridWidth, type Picture } from "./picture.ts";

export interface WeightPicturesOptions {
  /** Default `generative`. */
  direction?: Direction;
  /** The lower of the two layers that the weights connect. Default 0, the visible one. */
  layer?: number;
  /** Pixels across, where the lower layer is an image. Default the least square with room for all. */
  width?: number;
  /** The first unit. Default 0. */
  first?: number;
  /** How many units. Default all that follow. */
  count?: number;
}

/**
 * A picture for each unit of a layer: its weights to (generative) or from (recognition) all units
 * of the layer below.
 *
 * @returns pictures of −1 to 1, and the weight that stands for 1: three times the root of the
 * mean square, so that a few large weights do not darken all others.
 * @throws RangeError for a layer that has none above it.
 */
export function weightPictures(
  machine: Machine,
  { direction = "generative", layer = 0, width, first = 0, count }: WeightPicturesOptions = {},
): { pictures: Picture[]; limit: number } {
  const below = machine.sizes[layer];
  const above = machine.sizes[layer + 1];
  const weights = machine[direction][layer]?.weights;
  if (below === undefined || above === undefined || !weights) {
    throw new RangeError(
      `weights: layers 0 to ${machine.sizes.length - 2} have weights from a layer above, got ${layer}`,
    );
  }
  const limit = 3 * rootMeanSquare(weights.data) || 1;
  const across = width ?? gridWidth(below);
  const height = Math.ceil(below / across);
  // A generative layer holds a unit's weights in a row, a recognition layer in a column.
  const [unitStride, pixelStride] = direction === "generative" ? [below, 1] : [1, above];
  const last = Math.min(above, first + (count ?? above));
  const pictures = Array.from({ length: Math.max(0, last - first) }, (_, n) => {
    const values = new Float32Array(across * height).fill(Number.NaN);
    const start = (first + n) * unitStride;
    for (let i = 0; i < below; i++) {
      values[i] = (weights.data[start + i * pixelStride] ?? Number.NaN) / limit;
    }
    return { width: across, height, values };
  });
  return { pictures, limit };
}

function rootMeanSquare(values: Float32Array): number {
  let sum = 0;
  // By number, which takes a third of the time that `for … of` does.
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2;
  return Math.sqrt(sum / values.length);
}
