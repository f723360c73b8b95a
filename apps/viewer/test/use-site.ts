import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Site } from "@helmholtz/vitest/browser";
import { useOpened } from "./use-opened.ts";

/**
 * A site for all tests of a file, from before the first to after the last one.
 *
 * @param serve makes the site in an empty folder, which is removed at last
 */
export function useSite<S extends Site>(serve: (folder: string) => Promise<S>): () => S {
  const opened = useOpened(async () => {
    const folder = await mkdtemp(join(tmpdir(), "helmholtz-viewer-"));
    const site = await serve(folder);
    return {
      site,
      async [Symbol.asyncDispose]() {
        await site[Symbol.asyncDispose]();
        await rm(folder, { recursive: true, force: true });
      },
    };
  });
  return () => opened().site;
}
