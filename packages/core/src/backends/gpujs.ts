import type { Backend, Update } from "../backend.ts";
import type { Layer } from "../machine.ts";
import { type Matrix, matrix, states } from "../matrix.ts";
import { fold, type Key, uniform } from "../random.ts";
import { chooseMode } from "./gpujs/choose-mode.ts";
import { type Device, type Handle, openDevice, type Traffic } from "./gpujs/device.ts";
import { findLibrary } from "./gpujs/library.ts";
import { checkSize } from "./gpujs/limits.ts";
import type { GpuJsMode } from "./gpujs/modes.ts";

export type { Traffic } from "./gpujs/device.ts";
export { type GpuJsMode, gpuJsModes } from "./gpujs/modes.ts";

export interface GpuJsOptions {
  /** Where to compute: there and nowhere else, or with `auto` where a short trial is fastest. */
  mode: GpuJsMode | "auto";
  /** gpu.js 2, as `import("gpu.js")` gives it. A page has to; in Node the installed one is loaded. */
  library?: object;
}

/** The backend of gpu.js; disposing frees its memory and its context. */
export interface GpuJsBackend extends Backend<GpuJsMatrix, GpuJsStates> {
  /** "gpujs:" and the mode whose kernels really run. */
  readonly name: string;
  /** What computes, such as the name of a graphics processor; empty where that is not known. */
  readonly hardware: string;
  /** Why it is this mode, where it was chosen. */
  readonly notice?: string;
  /** What has crossed between host and device so far. */
  readonly traffic: Readonly<Traffic>;
  [Symbol.asyncDispose](): PromiseLike<void>;
}

/** A matrix on the device. */
export interface GpuJsMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly handle: Handle;
}

/** States on the device, as numbers 0 and 1. */
export interface GpuJsStates {
  readonly rows: number;
  readonly units: number;
  readonly handle: Handle;
}

/**
 * A backend on kernels of gpu.js: graphics processors through WebGPU and WebGL.
 *
 * Weights, states and moments stay on the device. Per step the batch goes up, and the random numbers
 * that decide states, drawn here; nothing comes back but what is read.
 *
 * @throws BackendError where there is no gpu.js, the mode is not possible, or gpu.js would run
 * another one. Its verbs and reads throw one for a matrix that is too large, and when a WebGL context
 * or WebGPU device is lost; `upload` throws a RangeError for numbers that are not finite.
 */
export async function gpujs({ mode, library: given }: GpuJsOptions): Promise<GpuJsBackend> {
  const library = findLibrary(given);
  if (mode !== "auto") return createBackend(await openDevice(mode, library));
  const choice = await chooseMode<GpuJsBackend>((mode) => gpujs({ mode, library }));
  return { ...choice.backend, notice: choice.notice };
}

function createBackend(device: Device): GpuJsBackend {
  const created: Handle[] = [];
  const arenas: number[] = [];

  function create(rows: number, cols: number): Handle {
    checkSize(device.mode, device.limits, rows, cols);
    const handle = device.create(rows, cols);
    created.push(handle);
    return handle;
  }

  function send(handle: Handle, data: Float32Array): void {
    const { rows, cols } = handle;
    // What gpu.js holds for an empty matrix.
    if (data.length === 0) device.run("zeros", handle, []);
    else device.run("copy", handle, [{ rows, cols, data }]);
  }

  // What the kernels of units begin with.
  function inputs({ weights, bias }: Layer<GpuJsMatrix>, x: GpuJsStates): Handle[] {
    if (x.units !== weights.rows) {
      throw new RangeError(
        `gpujs:${device.mode}: this layer takes ${weights.rows} inputs, got ${x.units}`,
      );
    }
    return [weights.handle, bias.handle, x.handle];
  }

  // Something that is needed for a moment.
  function borrow(rows: number, cols: number, use: (handle: Handle) => void): void {
    const handle = device.create(rows, cols);
    try {
      use(handle);
    } finally {
      device.drop(handle);
    }
  }

  // One step up the gradient g, in place.
  function climb(
    w: Handle,
    g: Handle,
    part: keyof Layer,
    { optimizer, rate, count, moments }: Update<GpuJsMatrix>,
  ): void {
    switch (optimizer.name) {
      case "sgd":
        device.run("blend", w, [1, w, rate, g]);
        return;
      case "momentum": {
        const v = moments[0][part].handle;
        device.run("blend", v, [optimizer.momentum, v, 1, g]);
        device.run("blend", w, [1, w, rate, v]);
        return;
      }
      case "adam": {
        const { beta1, beta2, epsilon } = optimizer;
        const m = moments[0][part].handle;
        const v = moments[1][part].handle;
        device.run("blend", m, [beta1, m, 1 - beta1, g]);
        device.run("blendSquare", v, [beta2, v, 1 - beta2, g]);
        const corrected = rate / (1 - beta1 ** count);
        device.run("adam", w, [w, corrected, m, 1 / (1 - beta2 ** count), v, epsilon]);
        return;
      }
      default:
        optimizer satisfies never;
    }
  }

  const innermostArena = {
    [Symbol.dispose]() {
      const outer = arenas.pop() ?? 0;
      for (const handle of created.splice(outer)) device.drop(handle);
    },
  };

  return {
    name: `gpujs:${device.mode}`,
    hardware: device.hardware,
    traffic: device.traffic,

    predict(layer, x) {
      const known = inputs(layer, x);
      const units = layer.bias.cols;
      const p = { rows: x.rows, cols: units, handle: create(x.rows, units) };
      device.run("predict", p.handle, known, x.handle.cols);
      return p;
    },

    sample(layer, x, key, firstRow = 0) {
      const known = inputs(layer, x);
      const units = layer.bias.cols;
      const s = { rows: x.rows, units, handle: create(x.rows, units) };
      const chances = { rows: x.rows, cols: units, data: draw(x.rows, units, key, firstRow) };
      device.run("sample", s.handle, [...known, chances], x.handle.cols);
      return s;
    },

    logProb(layer, x, s) {
      const known = inputs(layer, x);
      const sums = { rows: x.rows, cols: 1, handle: create(x.rows, 1) };
      borrow(x.rows, s.units, (scores) => {
        device.run("score", scores, [...known, s.handle], x.handle.cols);
        device.run("rowSums", sums.handle, [scores], s.units);
      });
      return sums;
    },

    learn(layer, x, s, update, weight) {
      const known = [...inputs(layer, x), s.handle];
      const { weights, bias } = layer;
      borrow(x.rows, s.units, (delta) => {
        if (weight) device.run("weightedResidual", delta, [...known, weight.handle], x.handle.cols);
        else device.run("residual", delta, [...known, 1 / x.rows], x.handle.cols);
        borrow(bias.rows, bias.cols, (g) => {
          device.run("biasGradient", g, [delta], x.rows);
          climb(bias.handle, g, "bias", update);
        });
        if (weights.rows === 0) return;
        borrow(weights.rows, weights.cols, (g) => {
          device.run("weightsGradient", g, [delta, x.handle], x.rows);
          climb(weights.handle, g, "weights", update);
        });
        if (update.nonNegative) device.run("raise", weights.handle, [weights.handle]);
      });
    },

    upload(m) {
      checkNumbers(device.mode, m);
      const own = { rows: m.rows, cols: m.cols, handle: create(m.rows, m.cols) };
      send(own.handle, m.data.slice());
      return own;
    },

    async read({ rows, cols, handle }) {
      return rows * cols === 0 ? matrix(rows, cols) : matrix(rows, cols, await device.read(handle));
    },

    uploadStates(s) {
      const own = { rows: s.rows, units: s.units, handle: create(s.rows, s.units) };
      send(own.handle, new Float32Array(s.data));
      return own;
    },

    async readStates({ rows, units, handle }) {
      if (rows * units === 0) return states(rows, units);
      return states(rows, units, new Uint8Array(await device.read(handle)));
    },

    arena() {
      arenas.push(created.length);
      return innermostArena;
    },

    [Symbol.asyncDispose]: () => device[Symbol.asyncDispose](),
  };
}

// [rows × units]: below it is what turns a unit on.
function draw(rows: number, units: number, key: Key, firstRow: number): Float32Array {
  const data = new Float32Array(rows * units);
  for (let n = 0, at = 0; n < rows; n++) {
    const row = fold(key, firstRow + n);
    for (let j = 0; j < units; j++, at++) data[at] = uniform(row, j);
  }
  return data;
}

// Shaders need not know NaN: comparisons and maxima of it are what they happen to be.
function checkNumbers(mode: GpuJsMode, { data, cols }: Matrix): void {
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  throw new RangeError(
    `gpujs:${mode}: finite numbers are needed, got ${data[at]} in row ${Math.floor(at / cols)}, column ${at % cols}; continue from an earlier checkpoint, with a lower rate`,
  );
}
