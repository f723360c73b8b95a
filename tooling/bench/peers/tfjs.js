// Wake-sleep in TensorFlow.js on its WebAssembly backend, with fused layers and nothing left behind.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { serve } from "./serve.js";

const folder = new URL("../tfjs/package.json", import.meta.url);
const installed = createRequire(folder);
const tf = installed("@tensorflow/tfjs-core");
const backend = installed.resolve("@tensorflow/tfjs-backend-wasm");
installed(backend).setWasmPaths(`${dirname(backend)}/`);
tf.enableProdMode();
await tf.setBackend("wasm");

const version = installed("@tensorflow/tfjs-core/package.json").version;
await serve(`TensorFlow.js ${version}, ${tf.getBackend()}`, process.argv[2], create);

/** @param {import("./serve.js").Setting} setting */
function create({ sizes, batch, rate, generative, recognition, images, uniforms }) {
  const top = sizes.length - 1;
  const up = recognition.map(upload);
  const down = generative.map(upload);
  const [all, each] = [tf.scalar(rate), tf.scalar(rate / batch)];

  const predict = ({ weights, bias }, x) =>
    tf.fused.matMul({ a: x, b: weights, bias, activation: "sigmoid" });
  const draw = (p, units) => {
    const u = tf.tensor2d(uniforms(batch * units), [batch, units]);
    return tf.cast(tf.less(u, p), "float32");
  };
  const learn = (layer, x, s) => {
    const d = tf.mul(tf.sub(s, predict(layer, x)), each);
    // Its product with a transposed matrix is many times slower than the two apart.
    const columns = tf.transpose(x);
    const gradient = batch === 1 ? tf.mul(columns, d) : tf.matMul(columns, d);
    layer.weights.assign(tf.add(layer.weights, gradient));
    layer.bias.assign(tf.add(layer.bias, tf.sum(d, 0)));
  };

  return {
    step(first) {
      tf.tidy(() => {
        const seen = images.subarray(first * sizes[0], (first + batch) * sizes[0]);
        const wake = [tf.tensor2d(seen, [batch, sizes[0]])];
        up.forEach((layer, l) => {
          wake.push(draw(predict(layer, wake[l]), sizes[l + 1]));
        });
        for (let l = 0; l < top; l++) learn(down[l], wake[l + 1], wake[l]);
        const prior = down[top].bias;
        const gradient = tf.sub(tf.mean(wake[top], 0), tf.sigmoid(prior));
        prior.assign(tf.add(prior, tf.mul(gradient, all)));

        const sleep = [];
        sleep[top] = draw(tf.sigmoid(prior), sizes[top]);
        for (let l = top - 1; l >= 0; l--) {
          sleep[l] = draw(predict(down[l], sleep[l + 1]), sizes[l]);
        }
        up.forEach((layer, l) => {
          learn(layer, sleep[l], sleep[l + 1]);
        });
      });
    },
    weights: () =>
      [...down, ...up].flatMap(({ weights, bias }) => [
        weights ? weights.dataSync() : new Float32Array(),
        bias.dataSync(),
      ]),
  };

  function upload({ inputs, units, weights, bias }) {
    return {
      weights: inputs > 0 ? tf.variable(tf.tensor2d(weights, [inputs, units])) : undefined,
      bias: tf.variable(tf.tensor1d(bias)),
    };
  }
}
