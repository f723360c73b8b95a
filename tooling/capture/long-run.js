import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const EVERY = 10;
const SIZES = [784, 100, 20];
const DATA = { name: "mnist", width: 28, height: 28, train: 8334, valid: 1666 };
const BATCH = 20;

/**
 * Makes a run directory in format 1, of a run that is done: of each evaluation ten numbers are
 * curves, with speed. No machine has learned anything, the numbers only look like it.
 *
 * @param {string} directory where it goes; parents are created
 * @param {number} evaluations how many its log has
 * @returns {number} steps of the run
 */
export function writeLongRun(directory, evaluations) {
  const steps = (evaluations - 1) * EVERY;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "run.json"), JSON.stringify(recordOf(steps)));
  const log = openSync(join(directory, "events.jsonl"), "w");
  let lines = "";
  const write = (type, step, fields) => {
    const time = new Date(Date.UTC(2026, 0, 1) + step).toISOString();
    lines += `${JSON.stringify({ type, step, ...fields, time })}\n`;
    if (lines.length > 2 ** 20 || type === "end") {
      writeSync(log, lines);
      lines = "";
    }
  };
  write("start", 0, startOf(steps));
  for (let step = 0; step <= steps; step += EVERY) write("evaluate", step, evaluationAt(step));
  write("end", steps, { reason: "done" });
  closeSync(log);
  return steps;
}

function recordOf(steps) {
  const optimizer = { name: "adam", rate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  return {
    ...{ format: 1, seed: 0, sizes: SIZES, rule: "wake-sleep" },
    options: {
      ...{ batch: BATCH, initialization: "glorot", hiddenBias: 0, nonNegative: false },
      ...{ wake: ["generative"], sleep: ["recognition"], optimizer, steps },
    },
    backend: "wasm",
    data: { ...DATA, classes: null, binarization: "sample", fingerprint: "none" },
    versions: {},
  };
}

function startOf(steps) {
  const { name, width, height, train, valid } = DATA;
  return {
    ...{ steps, stepsPerEpoch: Math.ceil(train / BATCH), batch: BATCH, sizes: SIZES },
    ...{ width, height, rule: "wake-sleep", optimizer: "adam", backend: "wasm", data: name },
    ...{ trainImages: train, validImages: valid, seed: 0 },
  };
}

function evaluationAt(step) {
  const noise = (n) => Math.sin(step * n) ** 3;
  const describe = (bits) => {
    const layers = [bits + noise(1.1), 20 + noise(1.3), 8 + noise(1.7)];
    const descriptionLength = layers.reduce((sum, bits) => sum + bits);
    return { images: 500, descriptionLength, layers };
  };
  const bits = 90 + 100 / (1 + step / 3e4);
  return {
    epoch: (step * BATCH) / DATA.train,
    ...describe(bits),
    train: describe(bits - 2),
    weightNorms: {
      generative: [0.3 + noise(1.9) / 9, 0.5 + noise(2.3) / 9],
      recognition: [0.1 + noise(2.9) / 9, 0.2 + noise(3.1) / 9],
    },
  };
}
