import { enumerate, hiddenStates, type Machine } from "@helmholtz/core";

/** How a tiny machine explains one image: exactly, and as its recognition weights do. */
export interface Explanation {
  /** The representations that matter most to either, the most likely first. */
  readonly representations: readonly Representation[];
  /** [hidden units], bottom up: probability that each is on given the image. */
  readonly exact: Float64Array;
  readonly recognized: Float64Array;
  /** [units × units] of the first hidden layer: correlation of each two given the image; NaN of a unit that is certain. */
  readonly exactCorrelations: Float64Array;
  readonly recognizedCorrelations: Float64Array;
  /** −log₂ p(d), in bits. */
  readonly surprise: number;
  /** F(d), in bits: equation 5. */
  readonly descriptionLength: number;
  /** KL(Q ‖ P), in bits: what the two differ by, equation 8. */
  readonly divergence: number;
}

/** One setting of all hidden units. */
export interface Representation {
  /** [l]: states of hidden layer l, bottom up. */
  readonly layers: readonly Uint8Array[];
  /** P(α | d) and Q(α | d). */
  readonly exact: number;
  readonly recognized: number;
}

const MOST_REPRESENTATIONS = 8;

/**
 * Goes through every representation of an image.
 *
 * @param d visible states, [visible]
 * @throws RangeError when the machine has more than 20 hidden units.
 */
export function explain(machine: Machine, d: ArrayLike<number>): Explanation {
  const { logJoint, logRecognition, logLikelihood, freeEnergy, divergence } = enumerate(machine, d);
  const exact = logJoint.map((value) => Math.exp(value - logLikelihood));
  const recognized = logRecognition.map(Math.exp);
  const states = Array.from(exact, (_, index) => hiddenStates(machine, index));
  const units = machine.sizes[1] ?? 0;
  return {
    representations: states
      .map((layers, i) => ({ layers, exact: exact[i] ?? 0, recognized: recognized[i] ?? 0 }))
      .sort((a, b) => Math.max(b.exact, b.recognized) - Math.max(a.exact, a.recognized))
      .slice(0, MOST_REPRESENTATIONS)
      .sort((a, b) => b.exact - a.exact),
    exact: marginals(states, exact),
    recognized: marginals(states, recognized),
    exactCorrelations: correlations(states, exact, units),
    recognizedCorrelations: correlations(states, recognized, units),
    surprise: -logLikelihood / Math.LN2,
    descriptionLength: freeEnergy / Math.LN2,
    divergence: divergence / Math.LN2,
  };
}

function marginals(
  states: readonly (readonly Uint8Array[])[],
  probabilities: Float64Array,
): Float64Array {
  const count = (states[0] ?? []).reduce((sum, layer) => sum + layer.length, 0);
  const on = new Float64Array(count);
  states.forEach((layers, index) => {
    layers
      .flatMap((layer) => [...layer])
      .forEach((bit, unit) => {
        on[unit] = (on[unit] ?? 0) + bit * (probabilities[index] ?? 0);
      });
  });
  return on;
}

// Of the units of the first hidden layer.
function correlations(
  states: readonly (readonly Uint8Array[])[],
  probabilities: Float64Array,
  units: number,
): Float64Array {
  const both = new Float64Array(units * units);
  states.forEach(([layer = new Uint8Array()], index) => {
    const probability = probabilities[index] ?? 0;
    layer.forEach((a, i) => {
      if (!a) return;
      layer.forEach((b, j) => {
        if (b) both[i * units + j] = (both[i * units + j] ?? 0) + probability;
      });
    });
  });
  const mean = (i: number) => both[i * units + i] ?? 0;
  const deviation = (i: number) => Math.sqrt(mean(i) * (1 - mean(i)));
  return both.map((joint, index) => {
    const i = Math.floor(index / units);
    const j = index % units;
    const scale = deviation(i) * deviation(j);
    return scale > CERTAIN ? (joint - mean(i) * mean(j)) / scale : Number.NaN;
  });
}

// Below this a unit is as good as always on, or off, and goes with nothing.
const CERTAIN = 1e-6;
