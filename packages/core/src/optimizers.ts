/**
 * How a gradient becomes a change of the weights.
 *
 * Plain data: a backend applies it (see `Update`), a run records it. `rate` is the learning rate
 * ε, one for all layers or one per layer from the bottom up; layers beyond the last given rate
 * use the last one. `rate[l]` belongs to everything between layers l and l + 1, and to the biases
 * of generative layer l and of recognition layer l.
 */
export type Optimizer = Sgd | Momentum | Adam;

/** Rate of all layers, or of each layer from the bottom up. */
export type Rate = number | readonly number[];

/** Stochastic gradient ascent: w ← w + ε g, equations 4 and 7 as printed. */
export interface Sgd {
  readonly name: "sgd";
  readonly rate: Rate;
}

/** Ascent with a velocity: v ← µ v + g, w ← w + ε v (Polyak 1964). */
export interface Momentum {
  readonly name: "momentum";
  readonly rate: Rate;
  /** µ, from 0 to below 1. */
  readonly momentum: number;
}

/**
 * Adaptive moments (Kingma and Ba 2015, algorithm 1):
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w + ε m̂ ÷ (√v̂ + δ).
 */
export interface Adam {
  readonly name: "adam";
  readonly rate: Rate;
  /** β₁, from 0 to below 1. */
  readonly beta1: number;
  /** β₂, from 0 to below 1. */
  readonly beta2: number;
  /** δ, above 0: what keeps the quotient finite. */
  readonly epsilon: number;
}

export type OptimizerName = Optimizer["name"];

/** What an optimizer remembers of each weight between updates, by name. */
export const optimizerMoments: Readonly<Record<OptimizerName, readonly string[]>> = {
  sgd: [],
  momentum: ["velocity"],
  adam: ["mean", "variance"],
};

/**
 * A moment, or 0 where it is smaller than counts. The moments of weights that do not learn fade away,
 * and subnormal numbers are many times slower to compute with.
 */
export function orNothing(moment: number): number {
  return Math.abs(moment) > LEAST_MOMENT ? moment : 0;
}

const LEAST_MOMENT = 1e-28;

/** @throws RangeError for a rate that is not a finite number ≥ 0. */
export function sgd({ rate = 0.1 }: { rate?: Rate } = {}): Sgd {
  return { name: "sgd", rate: checkRate(rate) };
}

/** @throws RangeError for a rate that is not a finite number ≥ 0, or a momentum outside [0, 1). */
export function momentum({
  rate = 0.01,
  momentum = 0.9,
}: {
  rate?: Rate;
  momentum?: number;
} = {}): Momentum {
  return { name: "momentum", rate: checkRate(rate), momentum: checkDecay("momentum", momentum) };
}

/** @throws RangeError for a rate that is not a finite number ≥ 0, a β outside [0, 1), or a δ of 0. */
export function adam({
  rate = 0.003,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
}: {
  rate?: Rate;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
} = {}): Adam {
  return {
    name: "adam",
    rate: checkRate(rate),
    beta1: checkDecay("beta1", beta1),
    beta2: checkDecay("beta2", beta2),
    epsilon,
  };
}

/** Optimizers by name, with their default settings but for the rate. */
export const optimizers = { sgd, momentum, adam };

/** The rate of layer l. */
export function layerRate(rate: Rate, l: number): number {
  return typeof rate === "number" ? rate : rate[Math.min(l, rate.length - 1)];
}

/** @throws RangeError for a rate that is not a finite number ≥ 0, or an empty list. */
export function checkRate(rate: Rate): Rate {
  const rates = Array.isArray(rate) ? rate : [rate];
  if (rates.length === 0 || !rates.every((r) => Number.isFinite(r) && r >= 0)) {
    throw new RangeError(`rate: finite numbers of at least 0 are needed, got ${rate}`);
  }
  return rate;
}

function checkDecay(name: string, value: number): number {
  if (!(value >= 0 && value < 1)) {
    throw new RangeError(`${name}: a number from 0 to below 1 is needed, got ${value}`);
  }
  return value;
}
