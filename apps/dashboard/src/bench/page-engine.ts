// The process that runs a mode of gpu.js in a page of a headless Chromium for the benchmark:
//
//   node page-engine.js MODE DIRECTORY THREADS
import type { GpuJsMode } from "@helmholtz/core/backends/gpujs";
import { openBenchPage } from "./bench-page.ts";
import { tasks } from "./protocol.ts";
import { decline, serve } from "./serve.ts";

const [mode = "", directory = "."] = process.argv.slice(2);
try {
  const page = await openBenchPage(mode as GpuJsMode, directory); // refuses any other
  const { hardware, processes } = page;
  await serve({ engine: `gpu.js, ${mode} on ${hardware}`, tasks, processes }, page.answer);
  await page.close();
} catch (error) {
  decline(error);
}
