import { BackendError } from "../backend-error.ts";
import type { GpuJs } from "./library.ts";

/** Where gpu.js can compute, and the class of its kernels there. */
export const kernelClasses = {
  webgpu: "WebGPUKernel",
  webgl2: "WebGL2Kernel",
  webgl: "WebGLKernel",
  headlessgl: "HeadlessGLKernel",
  webasm: "WebAssemblyKernel",
  cpu: "CPUKernel",
} as const;

/**
 * A mode of gpu.js: `webgpu`, `webgl2` and `webgl` in pages, `headlessgl` in Node with the package
 * gl, `webasm` (WebAssembly) and `cpu` (plain JavaScript) anywhere.
 */
export type GpuJsMode = keyof typeof kernelClasses;

export const gpuJsModes = Object.keys(kernelClasses) as GpuJsMode[];

/** The mode whose kernels are of this class, or undefined. */
export function modeOf(library: GpuJs, kernelClass: unknown): GpuJsMode | undefined {
  return gpuJsModes.find((mode) => library[kernelClasses[mode]] === kernelClass);
}

/**
 * Resolves where a mode can be tried; what only kernels can show is left to them.
 *
 * @throws BackendError where it cannot.
 */
export async function checkMode(mode: GpuJsMode, { GPU }: GpuJs): Promise<void> {
  switch (mode) {
    case "cpu":
      if (!mayEvaluate()) {
        throw new BackendError(
          "gpujs:cpu: gpu.js makes its kernels with new Function, which a content security policy forbids here; allow 'unsafe-eval', or use gpujs:webgl2 or js",
        );
      }
      return;
    case "webasm":
      if (!mayCompile()) {
        throw new BackendError(
          "gpujs:webasm: WebAssembly is needed, there is none here or a content security policy forbids it; allow 'wasm-unsafe-eval', or use gpujs:webgl2 or js",
        );
      }
      return;
    case "webgpu":
      if (!(await GPU.isWebGPUAvailable())) {
        throw new BackendError(
          "gpujs:webgpu: a WebGPU adapter is needed, there is none here; use gpujs:webgl2 in a page, or wasm",
        );
      }
      return;
    case "webgl2":
    case "webgl":
    case "headlessgl":
      return; // the library says so when it is asked for one
    default:
      mode satisfies never;
  }
}

function mayEvaluate(): boolean {
  try {
    new Function("");
    return true;
  } catch {
    return false;
  }
}

function mayCompile(): boolean {
  try {
    new WebAssembly.Module(EMPTY_MODULE);
    return true;
  } catch {
    return false;
  }
}

const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
