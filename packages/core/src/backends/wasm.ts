import type { Backend } from "../backend.ts";
import { matrix, states } from "../matrix.ts";
import { BackendError } from "./backend-error.ts";
import {
  hold,
  letGo,
  type Pass,
  type WasmLayer,
  type WasmMatrix,
  type WasmStates,
} from "./wasm/handles.ts";
import { createHeap } from "./wasm/heap.ts";
import { compileKernels, createMemory, growMemory, type Kernels } from "./wasm/kernels.ts";
import {
  eraseLesson,
  writeLayer,
  writeLesson,
  writeNothing,
  writePredict,
  writeSample,
  writeScore,
} from "./wasm/pass.ts";
import { type Block, createPool } from "./wasm/pool.ts";
import { canShareMemory, maySleep, startHelpers } from "./wasm/threads.ts";

export interface WasmOptions {
  /** Threads that compute, this one included. Results do not depend on it. Default 1. */
  threads?: number;
  /** Memory to set aside at once, in bytes: too much is refused here instead of later. Default 0. */
  bytes?: number;
}

/**
 * The fast backend: WebAssembly with SIMD.
 *
 * Inputs are bits, so a product is a sum of the rows of active inputs, taken from tables of sums of
 * four where that saves additions, and plain gradient ascent touches active rows alone. A `learn` is
 * held back until its layer is used again, and done in the same pass over the weights.
 *
 * @throws RangeError for fewer than one thread, or more than 64.
 * @throws BackendError where there is no WebAssembly with SIMD, memory that threads can share, or so
 * much of it.
 */
export async function wasm({
  threads = 1,
  bytes = 0,
}: WasmOptions = {}): Promise<Backend<WasmMatrix, WasmStates> & AsyncDisposable> {
  checkThreads(threads);
  const shared = threads > 1;
  const module = await compileKernels(shared);
  const memory = createMemory(shared);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const kernels = instance.exports as unknown as Kernels;
  const heap = createHeap(memory, kernels.__heap_base.value);
  const width = kernels.panelWidth();
  growMemory(memory, bytes);

  const team = heap.reserve(kernels.teamBytes());
  kernels.startTeam(team, threads, maySleep() ? 1 : 0);
  const stacks = Array.from({ length: threads - 1 }, () => heap.reserve(STACK_BYTES) + STACK_BYTES);
  const helpers = await startHelpers({ module, memory, team, stacks });

  const blocks = createPool<Block>((size) => ({ at: heap.reserve(size), size }));
  const idleStates = createPool<WasmStates>((size) => ({
    at: heap.reserve(size),
    size,
    rows: 0,
    units: 0,
    readers: 0,
    dropped: false,
  }));
  const passBytes = kernels.passBytes();
  const created: (WasmMatrix | WasmStates)[] = [];
  const arenas: number[] = [];
  let staging = blocks.take(0);
  let working = {
    shared: blocks.take(0),
    scratch: blocks.take(0),
    sharedBytes: 0,
    scratchBytes: 0,
  };

  // The pass over a layer, with what the layer is yet to learn; what to compute is yet to be written.
  function passOver(layer: WasmLayer): Pass {
    const { weights, bias } = layer;
    const own = bias.pass?.layer.weights === weights ? bias.pass : undefined;
    // Another layer with the same bias or weights may be yet to learn.
    if (weights.due !== own) settle(weights);
    if (bias.due !== own) settle(bias);
    return own ?? createPass(layer);
  }

  function createPass(layer: WasmLayer): Pass {
    if (layer.bias.pass) giveBlock(layer.bias.pass);
    const pass = { ...blocks.take(passBytes), layer, lesson: undefined };
    writeLayer(heap, pass.at, layer);
    layer.bias.pass = pass;
    return pass;
  }

  function run(pass: Pass): void {
    if (kernels.runPass(team, pass.at) === 0) {
      giveMemory(pass);
      kernels.runPass(team, pass.at);
    }
    if (pass.lesson) giveUp(pass);
  }

  // Learns what will change `m`.
  function settle({ due }: WasmMatrix): void {
    if (!due) return;
    writeNothing(heap, due.at);
    run(due);
  }

  // The lesson of a pass, which is done or has become of no use.
  function giveUp(pass: Pass): void {
    eraseLesson(heap, pass.at);
    letGo(pass, free);
  }

  function giveMemory(pass: Pass): void {
    const sharedBytes = Math.max(working.sharedBytes, kernels.sharedBytes(pass.at));
    const scratchBytes = Math.max(working.scratchBytes, kernels.scratchBytes(pass.at));
    blocks.give(working.shared);
    blocks.give(working.scratch);
    const shared = blocks.take(sharedBytes);
    const scratch = blocks.take(scratchBytes * threads);
    working = { shared, scratch, sharedBytes, scratchBytes };
    kernels.giveMemory(team, shared.at, sharedBytes, scratch.at, scratchBytes);
  }

  function createMatrix(rows: number, cols: number): WasmMatrix {
    const { at, size } = blocks.take(kernels.tiles(cols) * rows * width * 4);
    const m = { at, size, rows, cols, due: undefined, pass: undefined, readers: 0, dropped: false };
    created.push(m);
    return m;
  }

  function createStates(rows: number, units: number): WasmStates {
    if (rows * units > MAX_STATES) {
      throw new BackendError(
        `wasm: at most ${MAX_STATES} states of a layer are possible at once, got ${rows} x ${units}; use a smaller batch`,
      );
    }
    const s = idleStates.take(kernels.statesBytes(rows, units));
    if (s.rows !== rows || s.units !== units) {
      kernels.layOutStates(s.at, rows, units);
      s.rows = rows;
      s.units = units;
    }
    s.dropped = false;
    created.push(s);
    return s;
  }

  const innermostArena = {
    [Symbol.dispose]() {
      const outer = arenas.pop() ?? 0;
      while (created.length > outer) drop(created.pop() as WasmMatrix | WasmStates);
    },
  };

  // Memory that one verb writes and reads before it returns.
  function stage(bytes: number): number {
    if (bytes > staging.size) {
      blocks.give(staging);
      staging = blocks.take(bytes);
    }
    return staging.at;
  }

  // Calls `copy` for each stretch of columns that lies together in memory.
  function eachPanel(
    { at, rows, cols }: WasmMatrix,
    copy: (host: number, own: number, count: number) => void,
  ): void {
    for (let t = 0; t < kernels.tiles(cols); t++) {
      const start = kernels.tileStart(cols, t);
      const count = Math.min(kernels.tileStart(cols, t + 1), cols) - start;
      for (let i = 0; i < rows; i++) {
        copy(i * cols + start, at / 4 + (t * rows + i) * width, count);
      }
    }
  }

  return {
    name: threads === 1 ? "wasm" : `wasm, ${threads} threads`,

    predict(layer, x) {
      check(layer, x);
      const values = createMatrix(x.rows, layer.bias.cols);
      const pass = passOver(layer);
      writePredict(heap, pass.at, x, values);
      run(pass);
      return values;
    },

    sample(layer, x, key, firstRow = 0) {
      check(layer, x);
      const s = createStates(x.rows, layer.bias.cols);
      const pass = passOver(layer);
      writeSample(heap, pass.at, x, s, key, firstRow);
      run(pass);
      return s;
    },

    logProb(layer, x, s) {
      check(layer, x);
      const values = createMatrix(x.rows, 1);
      const pass = passOver(layer);
      writeScore(heap, pass.at, x, s, values);
      run(pass);
      return values;
    },

    learn(layer, x, s, update, weight) {
      check(layer, x);
      settle(layer.weights);
      settle(layer.bias);
      const pass = passOver(layer);
      writeLesson(heap, pass.at, x, s, update, weight);
      hold(pass, { x, s, weight, moments: update.moments });
    },

    upload(m) {
      const own = createMatrix(m.rows, m.cols);
      const { floats } = heap;
      floats.fill(0, own.at / 4, (own.at + own.size) / 4);
      eachPanel(own, (from, to, count) => floats.set(m.data.subarray(from, from + count), to));
      return own;
    },

    async read(own) {
      settle(own);
      const m = matrix(own.rows, own.cols);
      const { floats } = heap;
      eachPanel(own, (to, from, count) => m.data.set(floats.subarray(from, from + count), to));
      return m;
    },

    uploadStates(s) {
      const own = createStates(s.rows, s.units);
      if (s.units === 0) return own; // the input of a prior
      const bytes = stage(s.data.length);
      heap.bytes.set(s.data, bytes);
      kernels.packStates(own.at, bytes);
      return own;
    },

    async readStates(own) {
      const count = own.rows * own.units;
      const bytes = stage(count);
      kernels.unpackStates(own.at, bytes);
      return states(own.rows, own.units, heap.bytes.slice(bytes, bytes + count));
    },

    arena() {
      arenas.push(created.length);
      return innermostArena;
    },

    async [Symbol.asyncDispose]() {
      kernels.stopTeam(team);
      await helpers.ended();
    },
  };

  function drop(handle: WasmMatrix | WasmStates): void {
    // Nobody can ask any more what it would have learned.
    if ("due" in handle && handle.due) giveUp(handle.due);
    handle.dropped = true;
    if (handle.readers === 0) free(handle);
  }

  function free(handle: WasmMatrix | WasmStates): void {
    if ("units" in handle) {
      idleStates.give(handle);
    } else {
      giveBlock(handle);
      if (handle.pass) giveBlock(handle.pass);
    }
  }

  function giveBlock({ at, size }: Block): void {
    blocks.give({ at, size });
  }
}

function check({ weights }: WasmLayer, x: WasmStates): void {
  if (x.units !== weights.rows) {
    throw new RangeError(`wasm: this layer takes ${weights.rows} inputs, got ${x.units}`);
  }
}

function checkThreads(threads: number): void {
  if (!(Number.isSafeInteger(threads) && threads >= 1 && threads <= MAX_THREADS)) {
    throw new RangeError(`wasm: from 1 to ${MAX_THREADS} threads are possible, got ${threads}`);
  }
  if (threads > 1 && !canShareMemory()) {
    throw new BackendError(
      `wasm: ${threads} threads need shared memory, this page is not cross-origin isolated; serve it with COOP and COEP headers, or use 1 thread`,
    );
  }
}

const MAX_THREADS = 64;

const STACK_BYTES = 2 ** 16;

// Their lists, of 8 bytes for each, are addressed with 32 bits.
const MAX_STATES = 2 ** 27;
