import {
  type Backend,
  type Clamp,
  clampMachine,
  dream,
  key,
  type Machine,
  type Matrix,
  mapMachine,
  type States,
} from "@helmholtz/core";

/** Dreams under the same clamps. */
export interface DreamSheet {
  /** [l]: [dreams × units], visible first. */
  readonly states: readonly States[];
  /** [l]: how probable each unit was, given the layer above: [dreams × units]. The pixels are the pictures. */
  readonly probabilities: readonly Matrix[];
}

export interface DreamOptions {
  readonly machine: Machine;
  readonly clamps: readonly Clamp[];
  readonly count: number;
  readonly seed: number;
}

/** The dreams of `helmholtz dream` with the same clamps, count and seed. */
export async function dreamSheet(
  backend: Backend,
  { machine, clamps, count, seed }: DreamOptions,
): Promise<DreamSheet> {
  const held = mapMachine(clampMachine(machine, clamps), (values) => backend.upload(values));
  const s = dream(backend, held, count, key(seed));
  const predicted = held.generative.map((layer, l) => backend.predict(layer, s[l + 1]));
  const [states, probabilities] = await Promise.all([
    Promise.all(machine.sizes.map((_, l) => backend.readStates(s[l]))),
    Promise.all(predicted.map((m) => backend.read(m))),
  ]);
  return { states, probabilities };
}

/** One row of each layer: what dream `n` is made of. */
export function layersOf<T extends Float32Array | Uint8Array>(
  sheet: readonly { readonly data: T }[],
  sizes: readonly number[],
  n: number,
): T[] {
  return sheet.map(({ data }, l) => {
    const units = sizes[l] ?? 0;
    return data.subarray(n * units, (n + 1) * units) as T; // of the same kind
  });
}
