import type { Direction, Machine } from "@helmholtz/core";
import type { Picture } from "./picture.ts";

export interface WeightPicturesOptions {
  /** Default `generative`. */
  direction?: Direction;
  /** The lower of the two layers that the weights connect. Default 0, the visible one. */
  layer?: number;
  /** Pixels across, where the lower layer is an image. Default the least square with room for all. */
  width?: number;
  /** How many units, from the first. Default all. */
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
  { direction = "generative", layer = 0, width, count }: WeightPicturesOptions = {},
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
  const across = width ?? Math.ceil(Math.sqrt(below));
  const height = Math.ceil(below / across);
  // A generative layer holds a unit's weights in a row, a recognition layer in a column.
  const [unitStride, pixelStride] = direction === "generative" ? [below, 1] : [1, above];
  const pictures = Array.from({ length: Math.min(count ?? above, above) }, (_, unit) => ({
    width: across,
    height,
    values: new Float32Array(across * height)
      .fill(Number.NaN)
      .map((none, i) =>
        i < below ? (weights.data[unit * unitStride + i * pixelStride] ?? none) / limit : none,
      ),
  }));
  return { pictures, limit };
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
