import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const vitest = dirname(createRequire(import.meta.url).resolve("vitest/package.json"));
const outcomes = fileURLToPath(new URL("outcomes", import.meta.url));
let lines: string[];

beforeAll(() => {
  const run = [join(vitest, "vitest.mjs"), "run"];
  const { stdout } = spawnSync(process.execPath, run, { cwd: outcomes, encoding: "utf8" });
  lines = stdout.trimEnd().split("\n");
});

test("the last line counts tests, files that do not load and hooks that fail", () => {
  expect(lines.at(-1)).toBe("1 passed, 3 failed, 3 skipped");
});

test("each skipped test is named with its reason", () => {
  expect(lines).toContain("skipped: mixed.ts > is skipped with a reason: no such device");
  expect(lines).toContain("skipped: mixed.ts > is skipped without a reason: no reason given");
});
