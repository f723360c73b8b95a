import type { Update } from "../../backend.ts";
import type { Layer } from "../../machine.ts";
import type { Matrix } from "../../matrix.ts";
import { orNothing } from "../../optimizers.ts";
import { addScaled } from "./rows.ts";

/** One update of one matrix: what all its rows need to climb. */
export type Ascent =
  | { readonly name: "sgd"; readonly rate: number }
  | {
      readonly name: "momentum";
      readonly rate: number;
      readonly momentum: number;
      readonly velocity: Float32Array;
    }
  | {
      readonly name: "adam";
      readonly rate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly mean: Float32Array;
      readonly variance: Float32Array;
      readonly meanCorrection: number;
      readonly varianceCorrection: number;
    };

/** The update of a layer's weights or of its bias. */
export function ascent(
  { optimizer, rate, count, moments }: Update<Matrix>,
  part: keyof Layer,
): Ascent {
  switch (optimizer.name) {
    case "sgd":
      return { name: "sgd", rate };
    case "momentum":
      return {
        name: "momentum",
        rate,
        momentum: optimizer.momentum,
        velocity: moments[0][part].data,
      };
    case "adam": {
      const { beta1, beta2, epsilon } = optimizer;
      return {
        name: "adam",
        rate,
        beta1,
        beta2,
        epsilon,
        mean: moments[0][part].data,
        variance: moments[1][part].data,
        meanCorrection: 1 / (1 - beta1 ** count),
        varianceCorrection: 1 / (1 - beta2 ** count),
      };
    }
    default:
      return optimizer satisfies never;
  }
}

/**
 * Moves `length` weights of `w`, from `at` on, and their moments in place: one step up the
 * gradient that `g` holds from `from` on.
 */
export function climb(
  w: Float32Array,
  at: number,
  g: Float64Array,
  from: number,
  length: number,
  up: Ascent,
): void {
  const end = at + length;
  switch (up.name) {
    case "sgd":
      addScaled(w, at, up.rate, g, from, length);
      return;
    case "momentum": {
      const { rate, momentum, velocity: v } = up;
      for (let i = at, j = from; i < end; i++, j++) {
        v[i] = orNothing(momentum * v[i] + g[j]);
        w[i] += rate * v[i];
      }
      return;
    }
    case "adam": {
      const { rate, beta1, beta2, epsilon, meanCorrection, varianceCorrection } = up;
      const { mean: m, variance: v } = up;
      for (let i = at, j = from; i < end; i++, j++) {
        m[i] = orNothing(beta1 * m[i] + (1 - beta1) * g[j]);
        v[i] = orNothing(beta2 * v[i] + (1 - beta2) * g[j] * g[j]);
        w[i] += (rate * m[i] * meanCorrection) / (Math.sqrt(v[i] * varianceCorrection) + epsilon);
      }
      return;
    }
    default:
      up satisfies never;
  }
}
