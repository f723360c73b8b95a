import { type Layer, type Machine, matrix } from "@helmholtz/core";
import { type Explanation, explain } from "./explanation.ts";

/** Two causes, each of which can bring about one effect. */
export interface Causes {
  /** How often each is there: 0 … 1, ends excluded. */
  readonly rate: number;
  /** How often one of them alone brings the effect about: 0 … 1, ends excluded. */
  readonly strength: number;
  /** How often the effect comes about without either: 0 … 1, ends excluded. */
  readonly leak: number;
}

/** What is to be believed of the causes once the effect has been seen. */
export interface Beliefs {
  readonly explanation: Explanation;
  /** Probability of a cause before anything is seen, given the effect, and given the other cause as well or not. */
  readonly before: number;
  readonly seen: number;
  readonly withOther: number;
  readonly withoutOther: number;
}

/**
 * The beliefs about two causes, and the best that recognition weights can do: a sleep phase without
 * end would teach them the exact probability of each cause by itself.
 */
export function believe({ rate, strength, leak }: Causes): Beliefs {
  const bias = logit(leak);
  const weight = logit(strength) - bias;
  const generative: Layer[] = [
    {
      weights: matrix(2, 1, Float32Array.of(weight, weight)),
      bias: matrix(1, 1, Float32Array.of(bias)),
    },
    { weights: matrix(0, 2), bias: matrix(1, 2, Float32Array.of(logit(rate), logit(rate))) },
  ];
  const given = (recognitionBias: number): Explanation => {
    const recognition: Layer[] = [
      {
        weights: matrix(1, 2),
        bias: matrix(1, 2, Float32Array.of(recognitionBias, recognitionBias)),
      },
    ];
    const machine: Machine = { sizes: [1, 2], generative, recognition };
    return explain(machine, [1]);
  };
  const seen = given(0).exact[0] ?? 0;
  const explanation = given(logit(seen));
  const probability = (a: number, b: number) =>
    explanation.representations.find(({ layers: [causes] }) => causes?.[0] === a && causes[1] === b)
      ?.exact ?? 0;
  return {
    explanation,
    before: rate,
    seen,
    withOther: probability(1, 1) / (probability(1, 1) + probability(0, 1)),
    withoutOther: probability(1, 0) / (probability(1, 0) + probability(0, 0)),
  };
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
