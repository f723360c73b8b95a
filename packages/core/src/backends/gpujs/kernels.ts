import { BackendError } from "../backend-error.ts";
import type { Gpu, GpuJs, Kernel } from "./library.ts";
import { type GpuJsMode, kernelClasses, modeOf } from "./modes.ts";
import { type Op, sources } from "./sources.ts";

/** What a kernel is made for: a result of so many rows and columns, and a loop of so many terms. */
export interface Shape {
  readonly rows: number;
  readonly cols: number;
  readonly terms: number;
}

/** Kernels by op and shape, each made when it is first run. */
export interface Kernels {
  /**
   * Runs one.
   *
   * @param stays whether the result is to stay on the device, instead of coming back as rows
   * @returns a handle of gpu.js or rows, or a promise of that
   * @throws BackendError where another class than that of the mode would compute.
   */
  run(op: Op, shape: Shape, values: readonly unknown[], stays: boolean): unknown;
  /** One that has run. */
  any(): Kernel["kernel"];
}

export function createKernels(mode: GpuJsMode, library: GpuJs, gpu: Gpu): Kernels {
  const kernels = new Map<string, Kernel>();

  function create(op: Op, { rows, cols, terms }: Shape, stays: boolean): Kernel {
    return gpu.createKernel(sources[op], {
      output: [cols, rows],
      constants: { terms },
      precision: "single",
      tactic: "precision",
      pipeline: stays,
      immutable: stays,
    });
  }

  // Where it cannot do what it is asked for, gpu.js falls back to another class.
  function checkClass({ constructor: real, fallbackReason }: Kernel["kernel"]): void {
    if (real === library[kernelClasses[mode]]) return;
    const instead = modeOf(library, real) ?? "another class";
    throw new BackendError(
      `gpujs:${mode}: gpu.js would compute with ${instead} instead (${fallbackReason ?? "no reason given"}); use gpujs:${instead} or wasm`,
    );
  }

  return {
    run(op, shape, values, stays) {
      const id = `${op} ${shape.rows} ${shape.cols} ${shape.terms} ${stays}`;
      const kernel = kernels.get(id) ?? create(op, shape, stays);
      kernels.set(id, kernel);
      const result = kernel(...values);
      checkClass(kernel.kernel);
      return result;
    },
    any() {
      const [{ kernel }] = kernels.values();
      return kernel;
    },
  };
}
