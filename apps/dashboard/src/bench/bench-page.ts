import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GpuJsMode } from "@helmholtz/core/backends/gpujs";
import type { Browser } from "playwright-core";
import { numberFiles } from "./number-files.ts";
import type { BenchPage } from "./page/main.ts";

/** A mode of gpu.js in a page of a headless Chromium. */
export interface OpenBenchPage extends Pick<BenchPage, "answer"> {
  /** What computes there, as the browser tells. */
  readonly hardware: string;
  /** The processes that run the page, and what it draws with. */
  readonly processes: readonly number[];
  /** Ends the browser. */
  close(): Promise<void>;
}

/**
 * Builds the page, and opens a mode of gpu.js in there: on a graphics processor where Chromium finds
 * one, and else on its rasterizer in software.
 *
 * @param directory where the files of the benchmark are; the page is built there, too
 * @throws Error where Chromium or what drives it is not installed, or the mode is not possible.
 */
export async function openBenchPage(mode: GpuJsMode, directory: string): Promise<OpenBenchPage> {
  const { chromium, vite, executablePath } = await loadTools();
  const outDir = join(directory, `page-${mode}`);
  await vite.build({ configFile: false, logLevel: "silent", root: SOURCE, build: { outDir } });

  async function open(flags: readonly string[]): Promise<OpenBenchPage> {
    const browser = await chromium.launch({ executablePath, args: [...QUIET, ...flags] });
    try {
      const page = await browser.newPage();
      const processes = await watchProcesses(browser);
      // Seconds that all processes of the browser together have worked.
      const cpuSeconds = async () =>
        (await processes()).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
      const host = { ...numberFiles(directory), cpuSeconds };
      for (const [name, act] of Object.entries(host)) await page.exposeFunction(name, act);
      await page.route(`${ORIGIN}/**`, (route) =>
        route.fulfill({ path: join(outDir, new URL(route.request().url()).pathname) }),
      );
      await page.goto(`${ORIGIN}/index.html`);
      const hardware = await inPage(page.evaluate((mode) => globalThis.benchPage.open(mode), mode));
      const working = (await processes()).filter(({ type }) => /^(renderer|GPU)$/.test(type));
      return {
        hardware,
        processes: working.map(({ id }) => id),
        answer: (request) =>
          inPage(page.evaluate((request) => globalThis.benchPage.answer(request), request)),
        close: () => browser.close(),
      };
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  return await open(HARDWARE).catch(() => open(SOFTWARE));
}

const QUIET = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-unsafe-webgpu",
];

// On Linux without a display, Chromium comes to a graphics processor by Vulkan only.
const HARDWARE = [
  "--ignore-gpu-blocklist",
  ...(process.platform === "linux"
    ? ["--use-angle=vulkan", "--enable-features=Vulkan", "--disable-vulkan-surface"]
    : []),
];

const SOFTWARE = [
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--use-webgpu-adapter=swiftshader",
];

// No server: every request is answered from the build. WebGPU is only for pages of a trusted place.
const ORIGIN = "http://localhost";

const SOURCE = fileURLToPath(new URL("../../src/bench/page/", import.meta.url));

// Dependencies for development: only a clone of the repository has them.
async function loadTools() {
  const { findChromium, missingChromium } = await import("@helmholtz/vitest/find-chromium");
  const executablePath = findChromium();
  if (!executablePath) throw new Error(missingChromium());
  const { chromium } = await import("playwright-core");
  return { chromium, vite: await import("vite"), executablePath };
}

// Playwright adds its own words, and the stack of the page.
async function inPage<T>(evaluation: Promise<T>): Promise<T> {
  try {
    return await evaluation;
  } catch (error) {
    const [line = ""] = (error as Error).message.split("\n");
    throw new Error(line.replace(/^page\.evaluate: (\w*Error: )?/, ""), { cause: error });
  }
}

// Asks the browser for its processes, and how long each has worked.
async function watchProcesses(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  return async () => (await session.send("SystemInfo.getProcessInfo")).processInfo;
}
