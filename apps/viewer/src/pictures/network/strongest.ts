import type { Machine } from "@helmholtz/core";

/** A weight between two units of neighbouring layers. */
export interface Link {
  readonly from: { readonly layer: number; readonly unit: number };
  readonly to: { readonly layer: number; readonly unit: number };
  readonly weight: number;
  /** Its size as a share of the largest of its fellows, 0 … 1. */
  readonly strength: number;
}

/**
 * The largest weights that go out from a unit: the generative ones to the layer below, and those
 * of recognition to the layer above.
 *
 * @param count of each direction
 */
export function strongestLinks(
  { sizes, generative, recognition }: Machine,
  from: Link["from"],
  count: number,
): Link[] {
  const { layer, unit } = from;
  const outward = (to: number, weights: Float32Array | undefined): Link[] => {
    const units = sizes[to];
    if (!weights || units === undefined) return [];
    // In both directions a row holds the weights that go out from one unit.
    const row = weights.subarray(unit * units, (unit + 1) * units);
    const strongest = Array.from(row, (_, i) => i)
      .sort((a, b) => Math.abs(row[b] ?? 0) - Math.abs(row[a] ?? 0))
      .slice(0, count);
    const largest = Math.abs(row[strongest[0] ?? 0] ?? 0) || 1;
    return strongest.map((target) => {
      const weight = row[target] ?? 0;
      return {
        from,
        to: { layer: to, unit: target },
        weight,
        strength: Math.abs(weight) / largest,
      };
    });
  };
  return [
    ...outward(layer - 1, layer > 0 ? generative[layer - 1]?.weights.data : undefined),
    ...outward(layer + 1, recognition[layer]?.weights.data),
  ];
}
