import { type Backend, fold, type Machine, type States } from "@helmholtz/core";
import type { Measure } from "../../../bits/measured-bits.tsx";
import { representationKey } from "../draw/bits-of-image.ts";
import { describeImage } from "../draw/describe-image.ts";

/** What the machine of one class makes of an image. */
export interface ClassBits {
  readonly label: number;
  /** Its description length in bits. */
  readonly bits: Measure;
  /** [pixels]: what generation predicts from the first sample. */
  readonly reconstruction: Float32Array;
}

/**
 * The description length of an image by the machine of each class: the core's `classify` of the
 * same seed, in bits (Hinton, Dayan, Frey and Neal 1995, note 7).
 *
 * @param machines [class]
 * @param data the image, once for each sample: [samples × pixels]
 */
export async function classBits(
  backend: Backend,
  machines: readonly Machine[],
  data: States,
  seed: number,
): Promise<ClassBits[]> {
  const found: ClassBits[] = [];
  for (const [label, machine] of machines.entries()) {
    // Given back at once: ten machines need not lie there together.
    using _ = backend.arena();
    const key = fold(representationKey(seed), label);
    const { total, probabilities } = await describeImage(backend, machine, data, key);
    found.push({ label, bits: total, reconstruction: probabilities[0] ?? new Float32Array() });
  }
  return found;
}

/** The two classes of the shortest descriptions, the shortest first. */
export function shortestTwo(
  classes: readonly ClassBits[],
): readonly [ClassBits, ClassBits] | undefined {
  const [first, second] = [...classes].sort((a, b) => a.bits.mean - b.bits.mean);
  return first && second && [first, second];
}
