import type { Backend } from "@helmholtz/core";

/** A backend for one block: `await using held = holdBackend(…)` ends its threads with the block. */
export interface HeldBackend extends AsyncDisposable {
  readonly backend: Backend;
}

/** Holds an open backend. */
export function holdBackend(backend: Backend): HeldBackend {
  return {
    backend,
    async [Symbol.asyncDispose]() {
      await backend[Symbol.asyncDispose]?.();
    },
  };
}
