import { BackendError } from "../backend-error.ts";
import type { Gpu, GpuJs, Kernel } from "./library.ts";
import { type GpuJsMode, kernelClasses } from "./modes.ts";

/** How large a matrix of 32-bit floats can be. */
export interface Limits {
  /** Most rows, and most columns. */
  readonly side: number;
  /** Most numbers. */
  readonly numbers: number;
}

/** No limits, while those of the device are not known. */
export const openLimits: Limits = {
  side: Number.POSITIVE_INFINITY,
  numbers: Number.POSITIVE_INFINITY,
};

/** @throws BackendError for a matrix that the device cannot hold. */
export function checkSize(mode: GpuJsMode, { side, numbers }: Limits, rows: number, cols: number) {
  if (Math.max(rows, cols) > side) {
    throw new BackendError(
      `gpujs:${mode}: this device holds matrices of at most ${side} rows and columns, got ${rows} x ${cols}; use smaller layers or batches, or wasm`,
    );
  }
  if (rows * cols > numbers) {
    throw new BackendError(
      `gpujs:${mode}: this device holds matrices of at most ${numbers} numbers, got ${rows} x ${cols}; use smaller layers or batches, or wasm`,
    );
  }
}

/** What a device can hold and what it is called, from a kernel that has run on it. */
export function describeDevice(
  mode: GpuJsMode,
  library: GpuJs,
  { context: gl }: Gpu,
  context: Kernel["kernel"]["context"],
): { limits: Limits; hardware: string } {
  switch (mode) {
    case "cpu":
      return { limits: openLimits, hardware: "" };
    case "webasm":
      return { limits: { ...openLimits, numbers: WEBASM_NUMBERS }, hardware: "" };
    case "webgpu": {
      const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupsPerDimension } =
        context?.device?.limits ?? NO_LIMITS;
      const { vendor = "", architecture = "", description = "" } = context?.adapter?.info ?? {};
      return {
        limits: {
          side: WORKGROUP * maxComputeWorkgroupsPerDimension,
          numbers: Math.min(maxStorageBufferBindingSize, maxBufferSize) / 4,
        },
        hardware: description || `${vendor} ${architecture}`.trim(),
      };
    }
    case "webgl2":
    case "webgl":
    case "headlessgl": {
      const { features } = library[kernelClasses[mode]] as GlKernelClass;
      const side = features.maxTextureSize;
      const named = gl?.getExtension("WEBGL_debug_renderer_info");
      const hardware = named ? String(gl?.getParameter(named.UNMASKED_RENDERER_WEBGL)) : "";
      return { limits: { side, numbers: side * side }, hardware };
    }
    default:
      return mode satisfies never;
  }
}

interface GlKernelClass {
  readonly features: { readonly maxTextureSize: number };
}

// A kernel's matrices, four at most, share a memory with addresses of 31 bits.
const WEBASM_NUMBERS = 2 ** 27;

// Threads of gpu.js along each side.
const WORKGROUP = 8;

const NO_LIMITS = {
  maxStorageBufferBindingSize: Number.POSITIVE_INFINITY,
  maxBufferSize: Number.POSITIVE_INFINITY,
  maxComputeWorkgroupsPerDimension: Number.POSITIVE_INFINITY,
};
