import type { Backend } from "@helmholtz/core";
import { pageBackend } from "../../machine/backend.ts";

/**
 * Computes something on the page's backend and gives back all its memory. One after the other: an
 * arena frees whatever was made since it opened, by whomever.
 */
export function onBackend<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
  const done = last.then(async () => {
    const backend = await pageBackend();
    using _ = backend.arena();
    return await work(backend);
  });
  last = done.catch(() => {});
  return done;
}

let last: Promise<unknown> = Promise.resolve();
