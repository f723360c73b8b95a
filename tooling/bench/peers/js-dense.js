// Wake-sleep as plain loops in JavaScript over dense 32-bit floats: what a backend that knows
// nothing of bits costs.
import { serve } from "./serve.js";

await serve(`Node ${process.versions.node}, dense loops`, process.argv[2], create);

/** @param {import("./serve.js").Setting} setting */
function create({ sizes, batch, rate, generative, recognition, images, uniforms }) {
  const top = sizes.length - 1;
  const wake = sizes.map((units) => new Float32Array(batch * units));
  const sleep = sizes.map((units) => new Float32Array(batch * units));
  const p = sizes.map((units) => new Float32Array(batch * units));
  wake.push(new Float32Array());
  sleep.push(new Float32Array());

  const sample = (layer, x, out, p) => {
    predict(layer, x, batch, p);
    const u = uniforms(out.length);
    for (let i = 0; i < out.length; i++) out[i] = u[i] < p[i] ? 1 : 0;
  };
  const learn = (layer, x, s, p) => {
    predict(layer, x, batch, p);
    climb(layer, x, s, p, batch, rate / batch);
  };

  return {
    step(first) {
      wake[0] = images.subarray(first * sizes[0], (first + batch) * sizes[0]);
      recognition.forEach((layer, l) => {
        sample(layer, wake[l], wake[l + 1], p[l + 1]);
      });
      generative.forEach((layer, l) => {
        learn(layer, wake[l + 1], wake[l], p[l]);
      });
      for (let l = top; l >= 0; l--) sample(generative[l], sleep[l + 1], sleep[l], p[l]);
      recognition.forEach((layer, l) => {
        learn(layer, sleep[l], sleep[l + 1], p[l + 1]);
      });
    },
    weights: () => [...generative, ...recognition].flatMap(({ weights, bias }) => [weights, bias]),
  };
}

// p = σ(x · W + b)
function predict({ inputs, units, weights, bias }, x, rows, p) {
  for (let n = 0; n < rows; n++) {
    const to = n * units;
    for (let j = 0; j < units; j++) p[to + j] = bias[j];
    for (let i = 0; i < inputs; i++) {
      const value = x[n * inputs + i];
      for (let j = 0, w = i * units; j < units; j++, w++) p[to + j] += value * weights[w];
    }
    for (let j = to; j < to + units; j++) p[j] = 1 / (1 + Math.exp(-p[j]));
  }
}

// W += rate · xᵀ (s − p), and the bias likewise
function climb({ inputs, units, weights, bias }, x, s, p, rows, rate) {
  for (let i = 0; i < rows * units; i++) p[i] = rate * (s[i] - p[i]);
  for (let n = 0; n < rows; n++) {
    const from = n * units;
    for (let j = 0; j < units; j++) bias[j] += p[from + j];
    for (let i = 0; i < inputs; i++) {
      const value = x[n * inputs + i];
      for (let j = 0, w = i * units; j < units; j++, w++) weights[w] += value * p[from + j];
    }
  }
}
