import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Site } from "@helmholtz/vitest/browser";
import { build, preview } from "vite";

/**
 * Makes a production build of the whole viewer in a folder, from live TypeScript, and serves it
 * below a path that it does not know of.
 *
 * @param outDir an empty folder for the build
 */
export async function serveViewer(outDir: string): Promise<Site> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const shared = { root, logLevel: "error" } as const;
  await build({ ...shared, build: { outDir }, resolve: { conditions } });
  const server = await preview({
    ...{ ...shared, base: PATH, build: { outDir } },
    preview: { host: "127.0.0.1", port: 0, headers: isolation },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${PATH}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const PATH = "/some/where/";
const conditions = ["@helmholtz/source", "module", "browser", "development|production"];
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
