import { enumerate, type Layer, type Machine, matrix } from "@helmholtz/core";

/** How recognition explains the pixel: probability that it takes each of the two causes. */
export type Choice = readonly [first: number, second: number];

/** What a choice costs, in bits. */
export interface ChoiceBits {
  /** F(d): equation 5. */
  readonly descriptionLength: number;
  /** −log₂ p(d). */
  readonly surprise: number;
  /** KL(Q ‖ P): how much longer the description is than it need be. */
  readonly wake: number;
  /** KL(P ‖ Q): what sleep makes small. */
  readonly sleep: number;
}

/** What it costs to explain the one pixel, that is on, by this choice. */
export function choiceBits(choice: Choice): ChoiceBits {
  const found = enumerate(twoCauses(choice), PIXEL_ON);
  const posterior = found.logJoint.map((value) => value - found.logLikelihood);
  const sleep = posterior.reduce(
    (sum, logP, i) => sum + Math.exp(logP) * (logP - (found.logRecognition[i] ?? 0)),
    0,
  );
  return {
    descriptionLength: found.freeEnergy / Math.LN2,
    surprise: -found.logLikelihood / Math.LN2,
    wake: found.divergence / Math.LN2,
    sleep: sleep / Math.LN2,
  };
}

/** Where sleep without end leads: each cause as often as in the posterior. */
export function whereSleepLeads(): Choice {
  const { logJoint, logLikelihood } = enumerate(twoCauses([0.5, 0.5]), PIXEL_ON);
  const posterior = logJoint.map((value) => Math.exp(value - logLikelihood));
  const [, first = 0, second = 0, both = 0] = posterior;
  return [first + both, second + both];
}

/** The choice with the shortest description, of the two that mirror each other. */
export function shortestChoice(): Choice {
  const [neither = 0, first = 0, second = 0, both = 0] = enumerate(
    twoCauses([0.5, 0.5]),
    PIXEL_ON,
  ).logJoint;
  // F is least in one cause, the other given, where its logit is the mean gain of taking it.
  let [p, q] = [0.9, 0.1];
  for (let round = 0; round < 100; round++) {
    p = sigmoid((1 - q) * (first - neither) + q * (both - second));
    q = sigmoid((1 - p) * (second - neither) + p * (both - first));
  }
  return [p, q];
}

const PIXEL_ON = [1];

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));

// One pixel that either of two rare causes turns on.
function twoCauses(choice: Choice): Machine {
  const layer = (weights: readonly number[], bias: readonly number[]): Layer => ({
    weights: matrix(weights.length / bias.length, bias.length, Float32Array.from(weights)),
    bias: matrix(1, bias.length, Float32Array.from(bias)),
  });
  const logits = choice.map((q) => Math.log(q / (1 - q)));
  return {
    sizes: [1, 2],
    generative: [layer([10, 10], [-6]), layer([], [-3, -3])],
    recognition: [layer([0, 0], logits)],
  };
}
