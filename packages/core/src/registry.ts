import type { Backend } from "./backend.ts";
import { BackendError } from "./backends/backend-error.ts";
import { cpu } from "./backends/cpu.ts";
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
}

/** Backends by name, the fastest first; each is loaded and opened when it is called. */
export const backends = {
  wasm: async (options?: BackendOptions): Promise<Backend> => {
    const { wasm } = await import("./backends/wasm.ts");
    return wasm(options);
  },
  js: async (_options?: BackendOptions): Promise<Backend> => js(),
  cpu: async (_options?: BackendOptions): Promise<Backend> => cpu(),
};

export type BackendName = keyof typeof backends;

/** A backend, and why it is not the one that was asked for, if so. */
export interface OpenedBackend {
  readonly backend: Backend;
  readonly notice?: string;
}

/**
 * Opens a backend. Where `wasm` is not possible the next best takes its place, and `notice` says why:
 * one thread, then `js`.
 *
 * @throws RangeError for a number of threads that cannot be.
 */
export async function openBackend(
  name: BackendName = "wasm",
  options: BackendOptions = {},
): Promise<OpenedBackend> {
  const { threads = 1 } = options;
  try {
    return { backend: await backends[name](options) };
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const next =
      threads > 1
        ? await openBackend(name, { ...options, threads: 1 })
        : { backend: await backends.js() };
    return { ...next, notice: `${error.message}; ${next.backend.name} computes instead` };
  }
}

/** Whether there is a rule of this name. */
export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(rules, name);
}

/** Whether there is a backend of this name. */
export function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(backends, name);
}
