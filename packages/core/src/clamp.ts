import type { Layer, Machine } from "./machine.ts";
import { matrix } from "./matrix.ts";

/** A unit that is held on or off. */
export interface Clamp {
  /** Layer of the unit, 0 the visible one. */
  readonly layer: number;
  readonly unit: number;
  readonly on: boolean;
}

// Far beyond where a sigmoid of 32-bit floats is exactly 0 or 1.
const CERTAIN = 1000;

/**
 * A machine whose dreams have some units held on or off.
 *
 * An intervention: what the unit holds flows down, but the layers above are drawn as ever, not
 * conditioned on it. The unit ignores its inputs, and its bias alone decides.
 *
 * @throws RangeError for a unit that the machine does not have.
 */
export function clampMachine(machine: Machine, clamps: readonly Clamp[]): Machine {
  for (const { layer, unit } of clamps) {
    const units = machine.sizes[layer];
    if (units === undefined || !Number.isInteger(unit) || unit < 0 || unit >= units) {
      const wanted =
        units === undefined ? `layers 0 to ${machine.sizes.length - 1}` : `units 0 to ${units - 1}`;
      throw new RangeError(`clamp: the machine has ${wanted}, got ${layer}:${unit}`);
    }
  }
  return {
    ...machine,
    generative: machine.generative.map((layer, l) =>
      clampLayer(
        layer,
        clamps.filter((clamp) => clamp.layer === l),
      ),
    ),
  };
}

function clampLayer(layer: Layer, clamps: readonly Clamp[]): Layer {
  if (clamps.length === 0) return layer;
  const { rows, cols } = layer.weights;
  const weights = matrix(rows, cols, layer.weights.data.slice());
  const bias = matrix(1, cols, layer.bias.data.slice());
  for (const { unit, on } of clamps) {
    for (let i = 0; i < rows; i++) weights.data[i * cols + unit] = 0;
    bias.data[unit] = on ? CERTAIN : -CERTAIN;
  }
  return { weights, bias };
}
