// Serves the benchmark's requests with a peer written in JavaScript; tooling/bench/README.md has
// the protocol.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * @typedef {object} Layer
 * @property {number} inputs
 * @property {number} units
 * @property {Float32Array} weights [inputs × units]
 * @property {Float32Array} bias [units]
 *
 * @typedef {object} Setting What a model is made for.
 * @property {number[]} sizes
 * @property {number} batch
 * @property {number} rate
 * @property {Layer[]} generative
 * @property {Layer[]} recognition
 * @property {Float32Array} images [images × visible], each 0 or 1
 * @property {(count: number) => Float32Array} uniforms the next random numbers of [0, 1)
 *
 * @typedef {object} Model
 * @property {(first: number) => void} step one update from the images at `first`
 * @property {() => Float32Array[]} weights in the order of the weights file
 */

/**
 * Answers requests until stdin ends. The only task is `sgd`.
 *
 * @param {string} engine what really runs
 * @param {string} directory
 * @param {(setting: Setting) => Model} create
 */
export async function serve(engine, directory, create) {
  const images = new Float32Array(readFileSync(join(directory, "images.u8")));
  let timed = { name: "", slice: (_seconds) => ({}) };

  const model = ({ net, batch, rate }, uniforms) => {
    const sizes = net.split("-").map(Number);
    const layers = split(sizes, floats(join(directory, `${net}.f32`)));
    return create({ sizes, batch, rate, ...layers, images, uniforms });
  };
  const answers = {
    check(request) {
      const checked = model(request, fromFile(join(directory, request.uniforms)));
      for (let step = 0; step < request.steps; step++) checked.step(step * request.batch);
      const parts = checked
        .weights()
        .map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
      writeFileSync(join(directory, request.out), Buffer.concat(parts));
      return {};
    },
    run(request) {
      const { net, batch, seconds } = request;
      const name = `${net} ${batch}`;
      if (timed.name !== name) {
        const visible = Number(net.split("-")[0]);
        const count = images.length / visible;
        timed = { name, slice: slicer(model(request, generator()), batch, count) };
      }
      return timed.slice(seconds);
    },
  };

  say({ engine, tasks: ["sgd"] });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    try {
      say(answers[request.do](request));
    } catch (error) {
      say({ error: String(error) });
    }
  }
}

// Times a model again and again; it goes on from where it was. The clock is looked at only
// between chunks of steps.
function slicer(model, batch, images) {
  const whole = Math.floor(images / batch);
  let done = 0;
  let chunk = 1;
  return (seconds) => {
    const before = done;
    const began = performance.now();
    const cpu = process.cpuUsage();
    let now = began;
    while (now - began < 1000 * seconds) {
      for (let i = 0; i < chunk; i++, done++) model.step((done % whole) * batch);
      const before = now;
      now = performance.now();
      if (now - before < 125 * seconds) chunk *= 2;
    }
    const { user, system } = process.cpuUsage(cpu);
    return {
      images: (done - before) * batch,
      seconds: (now - began) / 1000,
      cpuSeconds: (user + system) / 1e6,
    };
  };
}

/** Layers of both directions, views of one flat array. */
function split(sizes, flat) {
  let position = 0;
  const take = (count) => {
    position += count;
    return flat.subarray(position - count, position);
  };
  const layer = (inputs, units) => ({
    inputs,
    units,
    weights: take(inputs * units),
    bias: take(units),
  });
  const generative = sizes.map((units, l) => layer(sizes[l + 1] ?? 0, units));
  const recognition = sizes.slice(1).map((units, l) => layer(sizes[l], units));
  return { generative, recognition };
}

// The random numbers of a check, in the order of their use.
function fromFile(path) {
  const numbers = floats(path);
  let used = 0;
  return (count) => {
    used += count;
    return numbers.subarray(used - count, used);
  };
}

// Marsaglia's xorshift: the cheapest generator that does, so that drawing costs a peer little.
function generator() {
  let out = new Float32Array();
  let x = 2463534242;
  return (count) => {
    if (out.length < count) out = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      out[i] = (x >>> 8) * 2 ** -24;
    }
    return out.subarray(0, count);
  };
}

function floats(path) {
  const { buffer, byteOffset, length } = readFileSync(path);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + length));
}

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
