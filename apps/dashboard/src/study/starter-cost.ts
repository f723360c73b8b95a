import type { Backend, Machine, Representation } from "@helmholtz/core";

/**
 * The cost of a batch as the assignment's starter code estimates it, divided by the units U:
 *
 * (1 ÷ U) Σ −log₂ p(s_l | x_{l+1}) over images, layers and units, hidden ones included,
 *
 * where s is what was recognized in the images and x a dream that has nothing to do with them. It is
 * not equation 3, in which x would be s; and the caller sums it over the batches of an epoch, so that
 * it grows with the data set, too.
 *
 * The starter code adds 10⁻²⁰ inside its logarithms, by which no unit costs more than 66.4 bits; here
 * nothing is capped. In 64-bit floats the two differ only where a logit is beyond 36: the machines of
 * the assignment seldom come near.
 *
 * @param seen the recognized states of every layer, visible first
 * @param dreamt a dream of as many rows
 */
export async function starterCost<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  seen: Representation<S>,
  dreamt: Representation<S>,
): Promise<number> {
  const units = machine.sizes.reduce((sum, size) => sum + size, 0);
  const layers = machine.generative.map((layer, l) =>
    backend.logProb(layer, dreamt[l + 1] as S, seen[l] as S),
  );
  let nats = 0;
  for (const layer of layers) {
    for (const logProb of (await backend.read(layer)).data) nats -= logProb;
  }
  return nats / Math.LN2 / units;
}
