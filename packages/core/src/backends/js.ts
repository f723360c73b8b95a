import type { Backend } from "../backend.ts";
import type { Layer } from "../machine.ts";
import { type Matrix, matrix, states } from "../matrix.ts";
import { fold, uniform } from "../random.ts";
import { type ActiveStates, activeStates, listRows, repeatsRow } from "./js/active-states.ts";
import { ascent, climb } from "./js/climb.ts";
import { sumDeltas, sumWeights } from "./js/rows.ts";
import { scratch } from "./js/scratch.ts";

/**
 * The fast backend in plain JavaScript, for places without WebAssembly SIMD.
 *
 * It lives on inputs being bits: the logits of an image are a sum of rows of the weights, those of
 * the units that are on, and the gradient of a unit's weights is a sum of rows of δ, those of the
 * images in which the unit is on. Every sum has the order that it has on the cpu backend, so
 * sampled states and learned weights are the same to the last bit.
 */
export function js(): Backend<Matrix, ActiveStates> {
  const logitMemory = scratch(Float64Array);
  const probabilityMemory = scratch(Float64Array);
  const deltaMemory = scratch(Float64Array);
  const gradientMemory = scratch(Float64Array);
  const activeWeights = scratch(Int32Array);
  const rowListStarts = scratch(Int32Array);
  const rowLists = scratch(Int32Array);

  // a = x_n · W + b. A verb asks for the rows in order, so one that repeats the row before finds
  // its numbers still there: an evaluation shows each image many times in succession, and the
  // rows of the prior are all alike.
  function logits(layer: Layer, x: ActiveStates, n: number): Float64Array {
    const units = layer.bias.cols;
    const a = logitMemory(units);
    if (repeatsRow(x, n)) return a;
    const from = x.starts[n];
    const count = x.starts[n + 1] - from;
    const at = activeWeights(count);
    for (let k = 0; k < count; k++) at[k] = x.active[from + k] * units;
    sumWeights(a, layer.bias.data, layer.weights.data, at, count);
    return a;
  }

  function probabilities(layer: Layer, x: ActiveStates, n: number): Float64Array {
    const p = probabilityMemory(layer.bias.cols);
    if (repeatsRow(x, n)) return p;
    const a = logits(layer, x, n);
    for (let j = 0; j < p.length; j++) p[j] = 1 / (1 + Math.exp(-a[j]));
    return p;
  }

  return {
    name: "js",

    predict(layer, x) {
      checkInputs(layer, x);
      const p = matrix(x.rows, layer.bias.cols);
      for (let n = 0; n < x.rows; n++) p.data.set(probabilities(layer, x, n), n * p.cols);
      return p;
    },

    sample(layer, x, key, firstRow = 0) {
      checkInputs(layer, x);
      const s = states(x.rows, layer.bias.cols);
      for (let n = 0, at = 0; n < s.rows; n++) {
        const p = probabilities(layer, x, n);
        const row = fold(key, firstRow + n);
        for (let j = 0; j < s.units; j++, at++) s.data[at] = uniform(row, j) < p[j] ? 1 : 0;
      }
      return activeStates(s);
    },

    logProb(layer, x, s) {
      checkInputs(layer, x);
      const out = matrix(x.rows, 1);
      let allOff = 0;
      for (let n = 0; n < x.rows; n++) {
        const a = logits(layer, x, n);
        // log σ(a) = a − softplus(a) and log(1 − σ(a)) = −softplus(a): equation 2, negated
        if (!repeatsRow(x, n)) allOff = -sumOfSoftplus(a);
        let sum = allOff;
        for (let k = s.starts[n]; k < s.starts[n + 1]; k++) sum += a[s.active[k]];
        out.data[n] = sum;
      }
      return out;
    },

    learn(layer, x, s, update, weight) {
      checkInputs(layer, x);
      const units = layer.bias.cols;
      const delta = deltaMemory(x.rows * units);
      const g = gradientMemory(units);

      g.fill(0);
      for (let n = 0, at = 0; n < x.rows; n++) {
        const p = probabilities(layer, x, n);
        const scale = weight ? weight.data[n] : 1 / x.rows;
        for (let j = 0; j < units; j++, at++) {
          delta[at] = scale * (s.data[at] - p[j]);
          g[j] += delta[at];
        }
      }
      climb(layer.bias.data, 0, g, 0, units, ascent(update, "bias"));

      const up = ascent(update, "weights");
      const starts = rowListStarts(x.units + 1);
      const at = rowLists(x.active.length);
      listRows(x, units, starts, at);
      for (let i = 0; i < x.units; i++) {
        const images = starts[i + 1] - starts[i];
        if (images === 1) {
          // The sum of one row is the row.
          climb(layer.weights.data, i * units, delta, at[starts[i]], units, up);
        } else if (images > 1 || up.name !== "sgd") {
          // But for sgd, which stays where the gradient is 0, moments move the other weights, too.
          sumDeltas(g, delta, at, starts[i], starts[i + 1]);
          climb(layer.weights.data, i * units, g, 0, units, up);
        }
      }
      if (update.nonNegative) raise(layer.weights.data);
    },

    upload: (m) => matrix(m.rows, m.cols, m.data.slice()),
    read: async (m) => matrix(m.rows, m.cols, m.data.slice()),
    uploadStates: (s) => activeStates(states(s.rows, s.units, s.data.slice())),
    readStates: async (s) => states(s.rows, s.units, s.data.slice()),
    arena: () => ({ [Symbol.dispose]() {} }), // the garbage collector's job
  };
}

function checkInputs(layer: Layer, x: ActiveStates): void {
  if (x.units !== layer.weights.rows) {
    throw new RangeError(`js: this layer takes ${layer.weights.rows} inputs, got ${x.units}`);
  }
}

// Σ_j log(1 + e^a_j) = Σ_j max(a_j, 0) + log Π_j (1 + e^−|a_j|). The factors are from 1 to 2, so
// a thousand of them do not overflow: one logarithm for all.
function sumOfSoftplus(a: Float64Array): number {
  let sum = 0;
  for (let from = 0; from < a.length; from += 1000) {
    const to = Math.min(from + 1000, a.length);
    let product = 1;
    for (let j = from; j < to; j++) {
      if (a[j] > 0) sum += a[j];
      product *= 1 + Math.exp(-Math.abs(a[j]));
    }
    sum += Math.log(product);
  }
  return sum;
}

function raise(w: Float32Array): void {
  for (let i = 0; i < w.length; i++) if (w[i] < 0) w[i] = 0;
}
