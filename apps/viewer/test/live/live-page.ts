import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import type { BrowserContextOptions, Page } from "playwright-core";
import { build, preview } from "vite";
import type { TestContext } from "vitest";
import { openPage } from "../open-page.ts";

/** A page of the live machine, built for production and served on loopback; disposing ends it and removes its files. */
export interface LiveSite extends AsyncDisposable {
  readonly folder: string;
  /** Opens the live machine with parameters such as `?steps=60`, ready to start. */
  open(context: TestContext, params?: string, options?: BrowserContextOptions): Promise<LivePage>;
}

/** What a person does to the live machine. */
export interface LivePage {
  readonly page: Page;
  press(name: string): Promise<void>;
  /** Waits until it says where it stands. */
  is(state: "Ready to start" | "Training" | "Paused" | "Training has ended"): Promise<void>;
  /** Steps done, as the page says. */
  step(): Promise<number>;
  commandLine(): Promise<string>;
  /** Saves the run, and unpacks it into a directory. */
  save(): Promise<SavedRun>;
}

export interface SavedRun {
  readonly directory: string;
  /** Its files by their path in the run directory. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The last checkpoint's file. */
  readonly checkpoint: Uint8Array;
}

export async function serveLive(): Promise<LiveSite> {
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-live-"));
  const root = fileURLToPath(new URL("page", import.meta.url));
  const outDir = join(folder, "site");
  const config = { configFile: false, logLevel: "error", root, build: { outDir } } as const;
  await build({
    ...{ ...config, worker: { format: "es" } },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    resolve: { conditions: ["@helmholtz/source", "module", "browser", "development|production"] },
  });
  const server = await preview({
    ...config,
    preview: { host: "127.0.0.1", port: 0, headers: HEADERS },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    folder,
    async open(context, params = "", options = {}) {
      const page = await openPage(context, `http://127.0.0.1:${port}/#/live${params}`, options);
      const live = livePage(page, folder);
      await live.is("Ready to start");
      return live;
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// As `helmholtz view` serves it: a strict policy, and memory that threads can share.
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; form-action 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

function livePage(page: Page, folder: string): LivePage {
  const bar = page.getByRole("region", { name: "Training" });
  return {
    page,
    press: (name) => page.getByRole("button", { name, exact: true }).click(),
    async is(state) {
      await bar.getByText(state, { exact: true }).waitFor({ state: "attached" });
    },
    async step() {
      const text = await bar.getByText(/^[\d,]+ of [\d,]+$/).textContent();
      return Number(text?.split(" of ")[0]?.replaceAll(",", ""));
    },
    commandLine: async () => (await page.locator(".command-line").first().textContent()) ?? "",
    async save() {
      const download = page.waitForEvent("download");
      await bar.getByRole("button", { name: "Save run" }).click();
      const zip = await readFile(await (await download).path());
      return await unpack(zip, await mkdtemp(join(folder, "saved-")));
    },
  };
}

async function unpack(zip: Uint8Array, folder: string): Promise<SavedRun> {
  const entries = Object.entries(unzipSync(zip));
  const files = new Map<string, Uint8Array>();
  let directory = folder;
  for (const [path, bytes] of entries) {
    const [name = "", ...rest] = path.split("/");
    directory = join(folder, name);
    files.set(rest.join("/"), bytes);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const [last] = [...files.keys()]
    .filter((path) => path.startsWith("checkpoints/"))
    .sort()
    .reverse();
  return { directory, files, checkpoint: files.get(last ?? "") ?? new Uint8Array() };
}
