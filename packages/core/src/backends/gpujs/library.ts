import { BackendError } from "../backend-error.ts";

/** What this backend uses of gpu.js. Its own types describe kernels that are functions. */
export interface GpuJs {
  readonly GPU: {
    new (settings: { readonly mode: string }): Gpu;
    isWebGPUAvailable(): Promise<boolean>;
  };
  readonly Input: new (values: Float32Array, size: readonly [number, number]) => object;
  readonly [kernelClass: string]: unknown;
}

/** An instance of gpu.js. */
export interface Gpu {
  /** A WebGL context, where the mode has one. */
  readonly context: WebGL2RenderingContext | null;
  createKernel(source: string, settings: KernelSettings): Kernel;
  destroy(): Promise<void>;
}

export interface KernelSettings {
  /** Columns and rows of the result. */
  readonly output: readonly [number, number];
  readonly constants: { readonly terms: number };
  readonly precision: "single";
  readonly tactic: "precision";
  /** Whether the result stays on the device, and each in a place of its own. */
  readonly pipeline: boolean;
  readonly immutable: boolean;
}

/** A kernel: called, it gives a handle or rows, or a promise of one. */
export interface Kernel {
  (...values: unknown[]): unknown;
  /** What runs; another class than that of the mode, where gpu.js fell back. */
  readonly kernel: {
    readonly constructor: unknown;
    readonly fallbackReason: string | null;
    readonly context?: { readonly device?: GpuJsDevice; readonly adapter?: GpuJsAdapter } | null;
  };
}

/** The little of WebGPU's types that is needed. */
export interface GpuJsDevice extends EventTarget {
  readonly lost: Promise<{ readonly message: string }>;
  readonly limits: {
    readonly maxStorageBufferBindingSize: number;
    readonly maxBufferSize: number;
    readonly maxComputeWorkgroupsPerDimension: number;
  };
}

export interface GpuJsAdapter {
  readonly info?: { readonly vendor: string; readonly architecture: string; description: string };
}

/**
 * The library that was handed in, or in Node the one that is installed.
 *
 * @throws BackendError where there is none.
 */
export function findLibrary(given: object | undefined): GpuJs {
  const module = (given ?? requireLibrary()) as { readonly default?: object };
  // For browsers, gpu.js is one class that carries the rest.
  const library = "GPU" in module ? module : (module.default ?? module);
  if (!("GPU" in library && "Input" in library)) {
    throw new BackendError(
      'gpujs: gpu.js 2 is needed as library, something else was handed in; pass await import("gpu.js")',
    );
  }
  return library as GpuJs;
}

// Not by an import: bundlers would put gpu.js into every page.
function requireLibrary(): object {
  const node = globalThis.process?.getBuiltinModule?.("node:module");
  if (!node) {
    throw new BackendError(
      'gpujs: a page has to hand in gpu.js; pass library: await import("gpu.js")',
    );
  }
  try {
    return node.createRequire(import.meta.url)("gpu.js");
  } catch (error) {
    throw new BackendError(
      `gpujs: gpu.js is needed, it is not installed; add gpu.js 2.24.1 to the dependencies (${(error as Error).message.split("\n")[0]})`,
    );
  }
}
