import type { RunHistory } from "@helmholtz/core";

/** What each layer of a run costs at a step. */
export interface LayerBits {
  /** The step of the evaluation, or the last of several that were merged. */
  readonly step: number;
  /** Bits per image, visible first. */
  readonly layers: readonly number[];
  readonly total: number;
}

/** The ledger of the evaluation at a step or last before it; undefined where there was none yet. */
export function layerBits({ series }: RunHistory, step: number): LayerBits | undefined {
  const layers: number[] = [];
  let at: number | undefined;
  for (let l = 0; ; l++) {
    const curve = series.get(`layer.${l}`);
    if (!curve) break;
    const recent = curve.recent[0];
    const buckets = recent && recent.from <= step ? curve.recent : curve.buckets;
    const bucket = buckets.findLast(({ from }) => from <= step);
    if (!bucket) return undefined;
    layers.push(bucket.mean);
    at = Math.min(step, bucket.to);
  }
  if (at === undefined) return undefined;
  return { step: at, layers, total: layers.reduce((sum, bits) => sum + bits, 0) };
}
