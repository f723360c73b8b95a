import type { Layer, Machine } from "./machine.ts";

/** Everything about one datum of a tiny machine, exactly, in nats. */
export interface Enumeration {
  /** log p(d, α) of each representation α, as `hiddenStates` numbers them: −C(α, d), equation 3. */
  readonly logJoint: Float64Array;
  /** log Q(α | d) of each representation. */
  readonly logRecognition: Float64Array;
  /** log p(d) = log Σ_α p(d, α). */
  readonly logLikelihood: number;
  /** F(d): equation 5. */
  readonly freeEnergy: number;
  /** KL(Q(α | d) ‖ P(α | d)) = F(d) + log p(d), the penalty of imperfect recognition: equation 8. */
  readonly divergence: number;
}

/** The most units that enumeration takes on: 2²⁰ configurations. */
export const MAX_ENUMERATED_UNITS = 20;

/**
 * Goes through every representation of `d`.
 *
 * @param d visible states, [visible]
 * @throws RangeError when the machine has more than 20 hidden units.
 */
export function enumerate(machine: Machine, d: ArrayLike<number>): Enumeration {
  const count = configurations(machine.sizes.slice(1));
  const logJoint = new Float64Array(count);
  const logRecognition = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const s = [d, ...hiddenStates(machine, index), []];
    machine.generative.forEach((layer, l) => {
      logJoint[index] += logProb(layer, s[l + 1], s[l]);
    });
    machine.recognition.forEach((layer, l) => {
      logRecognition[index] += logProb(layer, s[l], s[l + 1]);
    });
  }
  const logLikelihood = logSumExp(logJoint);
  let freeEnergy = 0;
  for (let index = 0; index < count; index++) {
    const q = Math.exp(logRecognition[index]);
    if (q > 0) freeEnergy += q * (logRecognition[index] - logJoint[index]);
  }
  return {
    logJoint,
    logRecognition,
    logLikelihood,
    freeEnergy,
    divergence: freeEnergy + logLikelihood,
  };
}

/** States of the hidden layers, bottom up, in representation number `index`: unit j of them all is bit j. */
export function hiddenStates(machine: Machine, index: number): Uint8Array[] {
  let bit = 0;
  return machine.sizes
    .slice(1)
    .map((units) => Uint8Array.from({ length: units }, () => (index >> bit++) & 1));
}

/**
 * p(d) of every visible configuration; unit i of number d is bit i of d.
 *
 * @throws RangeError when the machine has more than 20 units in all.
 */
export function visibleDistribution(machine: Machine): Float64Array {
  configurations(machine.sizes);
  const [visible] = machine.sizes;
  return Float64Array.from({ length: 2 ** visible }, (_, d) => {
    const bits = Uint8Array.from({ length: visible }, (_, i) => (d >> i) & 1);
    return Math.exp(enumerate(machine, bits).logLikelihood);
  });
}

/** One outcome of a distribution that is known exactly. */
export interface Outcome {
  /** Visible states, [visible]. */
  readonly states: Uint8Array;
  readonly probability: number;
}

/** How far a tiny machine is from a known distribution, exactly, in bits. */
export interface Divergence {
  /** KL(data ‖ model): what a code built on the machine's p(d) wastes. */
  readonly kl: number;
  /** Mean of KL(Q ‖ P) over the data: what imperfect recognition adds. */
  readonly penalty: number;
  /** Entropy of the data: the least that any code can need. */
  readonly entropy: number;
}

/** Compares a tiny machine with the distribution that it should have learned. */
export function divergence(machine: Machine, distribution: readonly Outcome[]): Divergence {
  let kl = 0;
  let penalty = 0;
  let entropy = 0;
  for (const { states, probability } of distribution) {
    const exact = enumerate(machine, states);
    kl += probability * (Math.log2(probability) - exact.logLikelihood / Math.LN2);
    penalty += (probability * exact.divergence) / Math.LN2;
    entropy -= probability * Math.log2(probability);
  }
  return { kl, penalty, entropy };
}

// log p(s | x): equation 2 negated and summed over the units, in nats
function logProb({ weights, bias }: Layer, x: ArrayLike<number>, s: ArrayLike<number>): number {
  let total = 0;
  for (let j = 0; j < s.length; j++) {
    let a = bias.data[j];
    for (let i = 0; i < x.length; i++) if (x[i]) a += weights.data[i * s.length + j];
    total -= softplus(s[j] ? -a : a);
  }
  return total;
}

function softplus(a: number): number {
  return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
}

function logSumExp(values: Float64Array): number {
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}

function configurations(sizes: readonly number[]): number {
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units > MAX_ENUMERATED_UNITS) {
    throw new RangeError(
      `enumerate: at most ${MAX_ENUMERATED_UNITS} units can be gone through, got ${units}; sample instead`,
    );
  }
  return 2 ** units;
}
