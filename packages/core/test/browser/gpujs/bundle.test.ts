import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

test.each(["index.ts", "backends/gpujs.ts"])(
  "a bundle of %s has nothing of gpu.js, which whoever wants it hands in",
  async (file) => {
    const entry = fileURLToPath(new URL(`../../../src/${file}`, import.meta.url));
    const [{ output }] = (await build({
      configFile: false,
      logLevel: "silent",
      build: { write: false, lib: { entry, formats: ["es"] } },
    })) as Rolldown.RolldownOutput[];
    const chunks = output.filter((part) => part.type === "chunk");
    const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
    expect(modules).toContainEqual(expect.stringMatching(/backends\/gpujs\.ts$/));
    expect(modules.filter((id) => id.includes("/node_modules/gpu.js/"))).toEqual([]);
    expect(
      chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]),
    ).not.toContain("gpu.js");
  },
);
