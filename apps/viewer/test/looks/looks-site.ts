import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Site } from "@helmholtz/vitest/browser";
import { recordRun, writeIndex } from "../results/record-runs.ts";
import { serveViewer } from "../shell/serve-viewer.ts";
import { calibrationPage } from "./calibration-page.ts";
import { fontWeights } from "./look-style.ts";

/**
 * The viewer as it is built for production, with the same two runs, `bars-0` and `bars-1`, at all
 * times; beside it lie the font of these tests and `calibration.html`.
 */
export async function openLooksSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-looks-site-"));
  const site = await serveViewer(folder);
  const runs = join(folder, "runs");
  for (const seed of [0, 1]) {
    const id = `bars-${seed}`;
    await recordRun(join(runs, id), {
      settings: { hidden: [8, 1], length: { steps: 60 }, seed },
      options: { reportEvery: 10, checkpointEvery: 20 },
    });
    await utimes(join(runs, id, "events.jsonl"), CHANGED, CHANGED);
  }
  await writeIndex(runs);
  await mkdir(join(folder, "look-font"));
  for (const weight of fontWeights) {
    await cp(
      join(dirname(fontPackage), "files", `dejavu-sans-latin-${weight}-normal.woff2`),
      join(folder, "look-font", `${weight}.woff2`),
    );
  }
  await writeFile(join(folder, "calibration.html"), calibrationPage);
  return {
    url: site.url,
    async [Symbol.asyncDispose]() {
      await site[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const CHANGED = new Date("2026-01-02T03:04:05Z");
const require = createRequire(import.meta.url);
const fontPackage = require.resolve("@fontsource/dejavu-sans/package.json");
