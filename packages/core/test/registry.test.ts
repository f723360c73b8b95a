import { afterEach, expect, test, vi } from "vitest";
import { openBackend } from "../src/registry.ts";

afterEach(() => vi.unstubAllGlobals());

test("the fastest backend opens where nothing else is said", async () => {
  const { backend, notice } = await openBackend();
  expect(backend.name).toBe("wasm");
  expect(notice).toBeUndefined();
});

test("without WebAssembly js computes, and the notice says why", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  const { backend, notice } = await openBackend();
  expect(backend.name).toBe("js");
  expect(notice).toBe("wasm: WebAssembly is needed, there is none here; js computes instead");
});

test("a machine too large for WebAssembly's memory is computed by js", async () => {
  const { backend, notice } = await openBackend("wasm", { bytes: 5 * 2 ** 30 });
  expect(backend.name).toBe("js");
  expect(notice).toContain("5120 MiB of memory are needed");
});

test("where memory cannot be shared one thread computes", async () => {
  vi.stubGlobal("SharedArrayBuffer", undefined);
  const { backend, notice } = await openBackend("wasm", { threads: 2 });
  expect(backend.name).toBe("wasm");
  expect(notice).toContain("2 threads need shared memory");
});

test("a number of threads that cannot be is refused, whatever else is possible", async () => {
  await expect(openBackend("wasm", { threads: 65 })).rejects.toThrow(RangeError);
});
