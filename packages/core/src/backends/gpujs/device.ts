import { BackendError, LostBackendError } from "../backend-error.ts";
import { createKernels } from "./kernels.ts";
import type { Gpu, GpuJs } from "./library.ts";
import { describeDevice, type Limits, openLimits } from "./limits.ts";
import { checkMode, type GpuJsMode } from "./modes.ts";
import { prove } from "./prove.ts";
import { createQueue } from "./queue.ts";
import type { Op } from "./sources.ts";

/** A matrix on the device. gpu.js has no empty ones: those have a row or a column of zeros. */
export interface Handle {
  readonly rows: number;
  readonly cols: number;
  /** What gpu.js gave: a texture, a buffer, or rows; undefined until a kernel has run. */
  value: unknown;
}

/** A kernel's argument: a number, a matrix on the device, or numbers to send there. */
export type Argument = number | Handle | Upload;

/** Numbers that go to the device, [rows × cols]. */
export interface Upload {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array;
}

/** What has crossed between host and device so far, and what is there. */
export interface Traffic {
  uploads: number;
  uploadedBytes: number;
  reads: number;
  readBytes: number;
  /** Matrices that are on the device now. */
  live: number;
}

/** One mode of gpu.js: kernels by op and shape, run one after the other. */
export interface Device extends AsyncDisposable {
  /** The mode whose kernels really run. */
  readonly mode: GpuJsMode;
  /** What computes, such as the name of a graphics processor; empty where that is not known. */
  readonly hardware: string;
  readonly limits: Limits;
  readonly traffic: Traffic;
  create(rows: number, cols: number): Handle;
  /** Runs a kernel, whose result takes the place of what `into` is. `terms` are those of its loop. */
  run(op: Op, into: Handle, values: readonly Argument[], terms?: number): void;
  drop(handle: Handle): void;
  /** Numbers of a matrix, when all that was started before is done. */
  read(handle: Handle): Promise<Float32Array>;
}

/**
 * Opens a mode, and proves on a small product that it computes, and computes there.
 *
 * @throws BackendError where it does not.
 */
export async function openDevice(mode: GpuJsMode, library: GpuJs): Promise<Device> {
  await checkMode(mode, library);
  const gpu = openGpu(mode, library);
  const kernels = createKernels(mode, library, gpu);
  const queue = createQueue({
    waits: mode === "webgpu",
    findLoss: () => (gpu.context?.isContextLost() ? lost(mode, "WebGL context") : undefined),
    explain: (error) => explain(mode, error as Error),
  });
  const live = new Set<Handle>();
  const traffic: Traffic = { uploads: 0, uploadedBytes: 0, reads: 0, readBytes: 0, live: 0 };
  const closing = new AbortController();

  // Numbers cross as they are given to a kernel.
  function prepare(argument: Argument): unknown {
    if (typeof argument === "number") return argument;
    if ("value" in argument) return argument.value;
    return new library.Input(argument.data, [argument.cols, argument.rows]);
  }

  const device: Device = {
    mode,
    hardware: "",
    limits: openLimits,
    traffic,

    create(rows, cols) {
      const handle = { rows: Math.max(rows, 1), cols: Math.max(cols, 1), value: undefined };
      live.add(handle);
      traffic.live = live.size;
      return handle;
    },

    run(op, into, values, terms = 1) {
      for (const value of values) {
        if (typeof value === "number" || "value" in value) continue;
        traffic.uploads++;
        traffic.uploadedBytes += value.data.byteLength;
      }
      const shape = { rows: into.rows, cols: into.cols, terms };
      queue.add(
        () => kernels.run(op, shape, values.map(prepare), true),
        (result) => {
          release(into);
          into.value = result;
        },
      );
    },

    drop(handle) {
      if (!live.delete(handle)) return;
      traffic.live = live.size;
      queue.addAlways(() => release(handle));
    },

    async read(handle) {
      const { rows, cols } = handle;
      const data = new Float32Array(rows * cols);
      queue.add(
        () => kernels.run("copy", { rows, cols, terms: 1 }, [handle.value], false),
        (result) => {
          (result as Float32Array[]).forEach((row, y) => {
            data.set(row, y * cols);
          });
        },
      );
      await queue.done();
      traffic.reads++;
      traffic.readBytes += data.byteLength;
      return data;
    },

    async [Symbol.asyncDispose]() {
      closing.abort();
      for (const handle of live) device.drop(handle);
      await queue.done().catch(() => {}); // whoever waited for it was told
      await gpu.destroy();
    },
  };

  try {
    await prove(device);
  } catch (error) {
    await device[Symbol.asyncDispose]();
    throw error;
  }
  const { context } = kernels.any();
  // All backends of a page share the one device of gpu.js.
  context?.device?.lost.then(() => queue.fail(lost(mode, "WebGPU device")));
  context?.device?.addEventListener(
    "uncapturederror",
    (event) => queue.fail(explain(mode, (event as Event & { readonly error: Error }).error)),
    { signal: closing.signal },
  );
  return Object.assign(device, describeDevice(mode, library, gpu, context));
}

function openGpu(mode: GpuJsMode, { GPU }: GpuJs): Gpu {
  try {
    return new GPU({ mode });
  } catch {
    const remedy = mode === "headlessgl" ? "add the package gl" : "open it in a page";
    throw new BackendError(
      `gpujs:${mode}: WebGL with 32-bit floats is needed, there is none here; ${remedy}, or use wasm`,
    );
  }
}

function release(handle: Handle): void {
  (handle.value as { delete?(): void } | undefined)?.delete?.();
  handle.value = undefined;
}

function explain(mode: GpuJsMode, error: Error): BackendError {
  if (error instanceof BackendError) return error;
  // What is under way when a device is lost may hear of it first.
  if (mode === "webgpu" && /lost|destroyed/i.test(error.message))
    return lost(mode, "WebGPU device");
  return new BackendError(
    `gpujs:${mode}: gpu.js cannot go on: ${error.message}; use another mode, or wasm`,
  );
}

function lost(mode: GpuJsMode, what: string): BackendError {
  return new LostBackendError(
    `gpujs:${mode}: the ${what} was lost, and the weights with it; continue from the last checkpoint`,
  );
}
