import { expect, test } from "vitest";
import { testTraining } from "../../backends/gpujs-training.ts";
import { describeInPage } from "./in-page.ts";
import { remoteBackend } from "./remote-backend.ts";

const POLICY = "script-src 'self'";

describeInPage("gpujs in a page", (pages) => {
  testTraining("gpujs:webgl", () => pages.openBackend("webgl"));

  test("auto tries every mode that a page has, and says what each took", async () => {
    const page = await pages.open();
    const opened = await page.evaluate(() => globalThis.remote.open("gpujs:auto"));
    expect(opened.name).toMatch(/^gpujs:/);
    for (const mode of ["webgpu", "webgl2", "webgl", "webasm", "cpu"]) {
      expect(opened.notice).toMatch(new RegExp(`[ (]${mode} \\d+\\.\\d[ ,]`));
    }
    await page.close();
  });

  test.each([
    ["cpu", "'unsafe-eval'"],
    ["webasm", "'wasm-unsafe-eval'"],
  ])("mode %s names what a content security policy has to allow: %s", async (mode, needed) => {
    const page = await pages.open(POLICY);
    await expect(remoteBackend(page, `gpujs:${mode}`)).rejects.toThrow(needed);
    await page.close();
  });

  test.each(["webgl2", "webgpu"])(
    "mode %s needs nothing of a content security policy",
    async (mode) => {
      const page = await pages.open(POLICY);
      const backend = await remoteBackend(page, `gpujs:${mode}`);
      expect(backend.name).toBe(`gpujs:${mode}`);
      await page.close();
    },
  );
});
