import { afterAll, beforeAll } from "vitest";

/** Something for all tests of a file: opened before the first, and disposed after the last one. */
export function useOpened<T extends AsyncDisposable>(open: () => Promise<T>): () => T {
  let opened: T | undefined;
  beforeAll(async () => {
    opened = await open();
  }, 120_000);
  afterAll(() => opened?.[Symbol.asyncDispose]());
  return () => {
    if (!opened) throw new Error("opened: it is there in tests only");
    return opened;
  };
}
