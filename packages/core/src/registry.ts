import type { Backend } from "./backend.ts";
import { BackendError } from "./backends/backend-error.ts";
import { cpu } from "./backends/cpu.ts";
import type { GpuJsMode } from "./backends/gpujs.ts";
import { js } from "./backends/js.ts";
import { wakeSleep } from "./learning/wake-sleep.ts";

/** Learning rules by name. */
export const rules = { "wake-sleep": wakeSleep };

export type RuleName = keyof typeof rules;

/** What a backend may be asked for. */
export interface BackendOptions {
  /** Threads that compute, where a backend can use more than one. Results do not depend on it. Default 1. */
  threads?: number;
  /** Bytes that the machine, and what its optimizer remembers, will need. Default 0. */
  bytes?: number;
  /** gpu.js for the backends of that name, as `import("gpu.js")` gives it. Default in Node: what is installed. */
  library?: object;
}

/** Backends by name; each is loaded and opened when it is called. */
export const backends = {
  wasm: async (options?: BackendOptions): Promise<Backend> => {
    const { wasm } = await import("./backends/wasm.ts");
    return wasm(options);
  },
  js: async (_options?: BackendOptions): Promise<Backend> => js(),
  cpu: async (_options?: BackendOptions): Promise<Backend> => cpu(),
  "gpujs:webgpu": gpujs("webgpu"),
  "gpujs:webgl2": gpujs("webgl2"),
  "gpujs:webgl": gpujs("webgl"),
  "gpujs:headlessgl": gpujs("headlessgl"),
  "gpujs:webasm": gpujs("webasm"),
  "gpujs:cpu": gpujs("cpu"),
  "gpujs:auto": gpujs("auto"),
};

export type BackendName = keyof typeof backends;

/** A backend, and why it is this one, where another was asked for or a choice was left. */
export interface OpenedBackend {
  readonly backend: Backend;
  readonly notice?: string;
}

/**
 * Opens a backend. Where `wasm` is not possible the next best takes its place, and `notice` says why:
 * one thread, then `js`. Who asks for a mode of gpu.js gets that or nothing.
 *
 * @throws RangeError for a number of threads that cannot be.
 * @throws BackendError for a mode of gpu.js that is not possible.
 */
export async function openBackend(
  name: BackendName = "wasm",
  options: BackendOptions = {},
): Promise<OpenedBackend> {
  const { threads = 1 } = options;
  try {
    const backend: Backend & { readonly notice?: string } = await backends[name](options);
    return { backend, ...(backend.notice && { notice: backend.notice }) };
  } catch (error) {
    if (!(error instanceof BackendError) || name.startsWith("gpujs:")) throw error;
    const next =
      threads > 1
        ? await openBackend(name, { ...options, threads: 1 })
        : { backend: await backends.js() };
    return { ...next, notice: `${error.message}; ${next.backend.name} computes instead` };
  }
}

function gpujs(mode: GpuJsMode | "auto") {
  return async (options?: BackendOptions): Promise<Backend & { readonly notice?: string }> => {
    const { gpujs } = await import("./backends/gpujs.ts");
    return gpujs({ mode, library: options?.library });
  };
}

/** Whether there is a rule of this name. */
export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(rules, name);
}

/** Whether there is a backend of this name. */
export function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(backends, name);
}
