import "./disposal.ts";
import { type Backend, openBackend } from "@helmholtz/core";

/** What computes single images on the page's own thread: wasm where that is possible, else js. */
export function pageBackend(): Promise<Backend> {
  opened ??= openBackend("wasm").then(({ backend }) => backend);
  return opened;
}

let opened: Promise<Backend> | undefined;
