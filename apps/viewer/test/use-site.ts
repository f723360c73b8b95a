import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Site } from "@helmholtz/vitest/browser";
import { afterAll, beforeAll } from "vitest";

/**
 * A site for all tests of a file, from before the first to after the last one.
 *
 * @param serve makes the site in an empty folder, which is removed at last
 */
export function useSite<S extends Site>(serve: (folder: string) => Promise<S>): () => S {
  let folder: string;
  let site: S | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "helmholtz-viewer-"));
    site = await serve(folder);
  }, 120_000);
  afterAll(async () => {
    await site?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (!site) throw new Error("site: it is there in tests only");
    return site;
  };
}
