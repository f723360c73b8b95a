import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type PreviewServer, preview } from "vite";
import { recordRun, writeIndex } from "./record-runs.ts";

/** The built viewer beside recorded runs, on a plain server of files. */
export interface ResultsSite extends AsyncDisposable {
  readonly url: string;
  /** Folder of the runs that the server lists. */
  readonly runs: string;
  /** Lists the runs that are there now. */
  list(): Promise<void>;
  /** A folder beside them, which it does not list. */
  readonly elsewhere: string;
  /** Ends every connection and refuses new ones, until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A name of a run that would do harm as markup. */
export const HOSTILE = `<img src=x onerror="document.title='harmed'">`;

/**
 * Builds the viewer for production, and records `bars-0` to `bars-2`, which differ in their seeds,
 * `no-sleep`, `digits` on zeros and ones, a run with a hostile name, and one that is broken.
 */
export async function openResultsSite(): Promise<ResultsSite> {
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-results-"));
  const [site, runs, elsewhere] = [
    join(folder, "site"),
    join(folder, "site", "runs"),
    join(folder, "elsewhere"),
  ];
  const root = fileURLToPath(new URL("../..", import.meta.url));
  await build({ root, logLevel: "error", build: { outDir: site }, resolve: { conditions } });
  await recordAll(runs);
  await mkdir(elsewhere);
  await cp(join(runs, "bars-1"), join(elsewhere, "dropped-run"), { recursive: true });

  let server: PreviewServer;
  let port = 0;
  const start = async () => {
    server = await preview({
      ...{ root, logLevel: "error", appType: "mpa", build: { outDir: site } },
      preview: { host: "127.0.0.1", port, strictPort: true, headers },
    });
    port = (server.httpServer.address() as AddressInfo).port;
  };
  const stop = async () => {
    if ("closeAllConnections" in server.httpServer) server.httpServer.closeAllConnections();
    await server.close();
  };
  await start();
  return {
    ...{ url: `http://127.0.0.1:${port}/`, runs, elsewhere, start, stop },
    list: () => list(runs),
    [Symbol.asyncDispose]: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function recordAll(runs: string): Promise<void> {
  const small = { hidden: [8, 1], length: { steps: 60 } };
  const options = { reportEvery: 10, checkpointEvery: 20 };
  for (const seed of [0, 1, 2]) {
    await recordRun(join(runs, `bars-${seed}`), { settings: { ...small, seed }, options });
  }
  await recordRun(join(runs, "no-sleep"), { settings: { ...small, sleep: [] }, options });
  await recordRun(join(runs, "digits"), {
    ...{ digits: true, settings: { hidden: [20, 5], length: { steps: 100 } } },
    options: { reportEvery: 20, checkpointEvery: 50 },
  });
  await cp(join(runs, "bars-0"), join(runs, "hostile"), { recursive: true });
  await mkdir(join(runs, "broken"));
  await cp(join(runs, "bars-0", "events.jsonl"), join(runs, "broken", "run.json"));
  await list(runs);
}

function list(runs: string): Promise<void> {
  return writeIndex(runs, { hostile: HOSTILE });
}

const conditions = ["@helmholtz/source", "module", "browser", "development|production"];

// As strict as the server of `helmholtz view`.
const headers = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
