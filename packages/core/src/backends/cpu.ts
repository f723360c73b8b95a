import type { Backend, Update } from "../backend.ts";
import type { Layer } from "../machine.ts";
import { type Matrix, matrix, type States, states } from "../matrix.ts";
import { orNothing } from "../optimizers.ts";
import { fold, uniform } from "../random.ts";

/**
 * The reference backend: plain loops over host memory, sums in 64-bit floats. Every other
 * backend must agree with it.
 */
export function cpu(): Backend<Matrix, States> {
  const logits = scratch();
  const weightGradient = scratch();
  const biasGradient = scratch();

  return {
    name: "cpu",

    predict(layer, x) {
      const units = layer.bias.cols;
      const p = matrix(x.rows, units);
      for (let n = 0; n < x.rows; n++) {
        const a = rowLogits(layer, x, n, logits(units));
        for (let j = 0; j < units; j++) p.data[n * units + j] = sigmoid(a[j]);
      }
      return p;
    },

    sample(layer, x, key, firstRow = 0) {
      const units = layer.bias.cols;
      const s = states(x.rows, units);
      for (let n = 0; n < x.rows; n++) {
        const a = rowLogits(layer, x, n, logits(units));
        const row = fold(key, firstRow + n);
        for (let j = 0; j < units; j++) {
          s.data[n * units + j] = uniform(row, j) < sigmoid(a[j]) ? 1 : 0;
        }
      }
      return s;
    },

    logProb(layer, x, s) {
      const units = layer.bias.cols;
      const out = matrix(x.rows, 1);
      for (let n = 0; n < x.rows; n++) {
        const a = rowLogits(layer, x, n, logits(units));
        let sum = 0;
        // log σ(a) = a − softplus(a) and log(1 − σ(a)) = −softplus(a): equation 2, negated
        for (let j = 0; j < units; j++) sum += s.data[n * units + j] * a[j] - softplus(a[j]);
        out.data[n] = sum;
      }
      return out;
    },

    learn(layer, x, s, update, weight) {
      const units = layer.bias.cols;
      const dW = weightGradient(x.units * units).fill(0);
      const db = biasGradient(units).fill(0);
      for (let n = 0; n < x.rows; n++) {
        const delta = rowLogits(layer, x, n, logits(units));
        const scale = weight ? weight.data[n] : 1 / x.rows;
        for (let j = 0; j < units; j++) {
          delta[j] = scale * (s.data[n * units + j] - sigmoid(delta[j]));
          db[j] += delta[j];
        }
        for (let i = 0; i < x.units; i++) {
          if (x.data[n * x.units + i] === 0) continue;
          for (let j = 0, w = i * units; j < units; j++, w++) dW[w] += delta[j];
        }
      }
      climb(layer.weights.data, dW, update, "weights");
      climb(layer.bias.data, db, update, "bias");
      if (update.nonNegative) raise(layer.weights.data);
    },

    upload: (m) => matrix(m.rows, m.cols, m.data.slice()),
    read: async (m) => matrix(m.rows, m.cols, m.data.slice()),
    uploadStates: (s) => states(s.rows, s.units, s.data.slice()),
    readStates: async (s) => states(s.rows, s.units, s.data.slice()),
    arena: () => ({ [Symbol.dispose]() {} }), // the garbage collector's job
  };
}

// a = x_n · W + b. Inputs are bits, so the product is a sum of the rows of W whose input is on.
function rowLogits(layer: Layer, x: States, n: number, a: Float64Array): Float64Array {
  const weights = layer.weights.data;
  if (x.units !== layer.weights.rows) {
    throw new RangeError(`cpu: this layer takes ${layer.weights.rows} inputs, got ${x.units}`);
  }
  a.set(layer.bias.data);
  const units = a.length;
  for (let i = 0; i < x.units; i++) {
    if (x.data[n * x.units + i] === 0) continue;
    for (let j = 0, w = i * units; j < units; j++, w++) a[j] += weights[w];
  }
  return a;
}

// One step up the gradient g, in place.
function climb(
  w: Float32Array,
  g: Float64Array,
  { optimizer, rate, count, moments }: Update<Matrix>,
  part: keyof Layer,
): void {
  switch (optimizer.name) {
    case "sgd":
      for (let i = 0; i < w.length; i++) w[i] += rate * g[i];
      return;
    case "momentum": {
      const v = moments[0][part].data;
      for (let i = 0; i < w.length; i++) {
        v[i] = orNothing(optimizer.momentum * v[i] + g[i]);
        w[i] += rate * v[i];
      }
      return;
    }
    case "adam": {
      const { beta1, beta2, epsilon } = optimizer;
      const m = moments[0][part].data;
      const v = moments[1][part].data;
      const meanCorrection = 1 / (1 - beta1 ** count);
      const varianceCorrection = 1 / (1 - beta2 ** count);
      for (let i = 0; i < w.length; i++) {
        m[i] = orNothing(beta1 * m[i] + (1 - beta1) * g[i]);
        v[i] = orNothing(beta2 * v[i] + (1 - beta2) * g[i] * g[i]);
        w[i] += (rate * m[i] * meanCorrection) / (Math.sqrt(v[i] * varianceCorrection) + epsilon);
      }
      return;
    }
    default:
      optimizer satisfies never;
  }
}

function raise(w: Float32Array): void {
  for (let i = 0; i < w.length; i++) if (w[i] < 0) w[i] = 0;
}

// Memory that one verb writes and reads before it returns, kept from call to call.
function scratch(): (length: number) => Float64Array {
  let memory = new Float64Array(0);
  let view = memory;
  return (length) => {
    if (length > memory.length) memory = new Float64Array(length);
    if (length !== view.length || view.buffer !== memory.buffer) view = memory.subarray(0, length);
    return view;
  };
}

function sigmoid(a: number): number {
  return 1 / (1 + Math.exp(-a));
}

// log(1 + eᵃ), without overflow
function softplus(a: number): number {
  return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
}
