import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { build, type InlineConfig, preview } from "vite";
import { findChromium, missingChromium } from "./find-chromium.js";

/** What a test hands in, so that it can be skipped: Vitest's test context. */
interface Skippable {
  skip(note: string): never;
}

/**
 * A headless Chromium with WebGL and WebGPU on a software rasterizer; disposing closes it.
 *
 * Skips the test, with the reason, where there is no Chromium.
 *
 * @param more flags of Chromium. Default none
 * @throws Error instead of skipping when `CI` is "true".
 */
export async function launchChromium(
  test: Skippable,
  more: readonly string[] = [],
): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) {
    if (process.env.CI === "true") throw new Error(`browser test: ${missingChromium()}`);
    test.skip(missingChromium());
  }
  return await chromium.launch({ executablePath, args: [...flags, ...more] });
}

/** A site on loopback, until it is disposed. */
export interface Site extends AsyncDisposable {
  readonly url: string;
}

/**
 * Makes a production build of the page in a folder, from live TypeScript, and serves it on
 * loopback. Its pages are cross-origin isolated, so that they may share memory with workers.
 *
 * @param root folder of index.html
 * @param outDir an empty folder for the build
 */
export async function servePage(root: string, outDir: string): Promise<Site> {
  const config: InlineConfig = { configFile: false, logLevel: "error", root, build: { outDir } };
  await build({ ...config, resolve: { conditions } });
  const server = await preview({
    ...config,
    preview: { host: "127.0.0.1", port: 0, headers: isolation },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

const flags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
];
const conditions = ["@helmholtz/source", "module", "browser", "development|production"];
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
