import "./disposal.ts";
import { type Backend, openBackend } from "@helmholtz/core";

/**
 * Computes something on the page's own thread, by wasm where that is possible, else js, and gives
 * back all its memory. One after the other: an arena frees whatever was made since it opened, by
 * whomever. Work that is stopped ends by itself, and before its turn it does not begin.
 *
 * @throws DOMException `AbortError` when it was stopped before its turn.
 */
export function onBackend<T>(
  work: (backend: Backend) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const done = last.then(async () => {
    signal?.throwIfAborted();
    const backend = await pageBackend();
    using _ = backend.arena();
    return await work(backend);
  });
  last = done.catch(() => {});
  return done;
}

let last: Promise<unknown> = Promise.resolve();
let opened: Promise<Backend> | undefined;

function pageBackend(): Promise<Backend> {
  opened ??= openBackend("wasm").then(({ backend }) => backend);
  return opened;
}
