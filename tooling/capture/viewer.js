// Takes the pictures of docs/viewer.md, of what `helmholtz view` serves, in a real Chromium:
//
//   node tooling/capture/viewer.js FOLDER
//
// The program must be built. The pictures are 24-bit PNG; pngquant makes them small.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findChromium, missingChromium } from "@helmholtz/vitest/find-chromium";
import { chromium } from "playwright-core";

/** Of each picture: which view, its height and theme, and what is done before it is taken. */
const PICTURES = {
  "viewer-home": { view: "", height: 940, theme: "light", act: () => sleep(15_000) },
  "viewer-results": {
    view: "results",
    height: 1200,
    theme: "light",
    async act(page) {
      await page.getByRole("checkbox", { name: "digits" }).check();
      await page.getByRole("button", { name: "Curves" }).click();
    },
  },
  "viewer-live": {
    view: "live",
    height: 1200,
    theme: "dark",
    async act(page) {
      await page.getByRole("button", { name: "Start" }).first().click();
      await sleep(15_000);
    },
  },
  "viewer-play": {
    view: "play",
    height: 1200,
    theme: "light",
    act: (page) => page.getByRole("button", { name: "Take a held-out digit" }).click(),
  },
  "viewer-bars": { view: "bars", height: 1250, theme: "dark", act: () => sleep(1000) },
};
const WIDTH = 1280;
const SETTLED_MS = 4000;
const program = fileURLToPath(new URL("../../apps/dashboard/dist/cli.js", import.meta.url));

const [folder] = process.argv.slice(2);
const executablePath = findChromium();
if (!folder) throw new Error("viewer: a folder for the pictures is needed");
if (!executablePath) throw new Error(`viewer: ${missingChromium()}`);
const home = mkdtempSync(join(tmpdir(), "helmholtz-viewer-"));
const server = spawn(process.execPath, [program, "view", "--no-open", "--port", "0"], {
  cwd: home,
  env: { ...process.env, INIT_CWD: home },
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const { value: address } = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
  if (!address) throw new Error("viewer: helmholtz does not start; build it with `pnpm build`");
  for (const [name, { view, height, theme, act }] of Object.entries(PICTURES)) {
    const page = await browser.newPage({
      viewport: { width: WIDTH, height },
      colorScheme: theme,
    });
    await page.goto(`${new URL(address).origin}/#/${view}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await act(page);
    await sleep(SETTLED_MS);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(home, { recursive: true });
}
