import type { Direction, Machine, Matrix } from "@helmholtz/core";
import { matrix } from "@helmholtz/core";
import { gridWidth } from "./paint-units.ts";

export interface WeightPicturesOptions {
  /** Default `generative`. */
  readonly direction?: Direction;
  /** The lower of the two layers that the weights connect. Default 0, the visible one. */
  readonly layer?: number;
  /** Pixels across, where the lower layer is an image. Default the least square with room for all. */
  readonly width?: number;
}

export interface WeightPictures {
  /** [units × (width · height)]: a picture of weights for each unit of the upper layer; NaN where it has no unit below. */
  readonly images: Matrix;
  readonly width: number;
  readonly height: number;
  /**
   * The weight that is drawn strongest: three times the root of the mean square, so that a few
   * large weights do not darken all others.
   */
  readonly limit: number;
}

/**
 * A picture for each unit of a layer: its weights to (generative) or from (recognition) all units
 * of the layer below.
 *
 * @throws RangeError for a layer that has none above it.
 */
export function weightPictures(
  machine: Machine,
  { direction = "generative", layer = 0, width: across }: WeightPicturesOptions = {},
): WeightPictures {
  const below = machine.sizes[layer];
  const units = machine.sizes[layer + 1];
  const weights = machine[direction][layer]?.weights.data;
  if (below === undefined || units === undefined || !weights) {
    throw new RangeError(
      `weights: layers 0 to ${machine.sizes.length - 2} have weights from a layer above, got ${layer}`,
    );
  }
  const width = across ?? gridWidth(below);
  const height = Math.ceil(below / width);
  const images = matrix(units, width * height);
  if (images.cols > below) images.data.fill(Number.NaN);
  // A generative layer holds a unit's weights in a row, a recognition layer in a column.
  const [unitStride, pixelStride] = direction === "generative" ? [below, 1] : [1, units];
  for (let unit = 0; unit < units; unit++) {
    const [to, from] = [unit * images.cols, unit * unitStride];
    for (let i = 0; i < below; i++) {
      images.data[to + i] = weights[from + i * pixelStride] ?? Number.NaN;
    }
  }
  return { images, width, height, limit: 3 * rootMeanSquare(weights) || 1 };
}

/**
 * The units that recognition turns on always or never, and that so say nothing about an image.
 *
 * @param activity how often each is on, 0 … 1: [1 × units], as a `phases` event has it
 */
export function deadUnits({ data }: Matrix): ReadonlySet<number> {
  const dead = new Set<number>();
  data.forEach((often, unit) => {
    // To a byte, as the log keeps it.
    const byte = Math.round(255 * often);
    if (byte === 0 || byte === 255) dead.add(unit);
  });
  return dead;
}

function rootMeanSquare(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2;
  return Math.sqrt(sum / values.length);
}
