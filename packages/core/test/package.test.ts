import { execFileSync, execSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, test } from "vitest";

const core = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "helmholtz-package-"));
const installed = join(folder, "node_modules/@helmholtz/core");

// What an installer does, with the dependencies linked instead of downloaded.
beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  execSync(`npx -y ${packageManager()} pack --pack-destination "${folder}"`, { cwd: core });
  const [archive] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  execFileSync("tar", ["-xzf", join(folder, archive), "--strip-components=1", "-C", installed]);
  for (const name of Object.keys(readJson(join(installed, "package.json")).dependencies)) {
    symlinkSync(join(core, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

test("a stranger imports the packed package in plain Node and makes a machine", () => {
  const program = `
    import { createMachine, key } from "@helmholtz/core";
    console.log(createMachine([16, 8, 1], key(1)).generative.length);
  `;
  expect(runProgram(program)).toBe("3\n");
});

test("a stranger imports the packed package's part for Node", () => {
  const program = `
    import * as node from "@helmholtz/core/node";
    console.log(Object.keys(node).length > 0);
  `;
  expect(runProgram(program)).toBe("true\n");
});

test("the packed package names no workspace-only condition or version", () => {
  const manifest = readFileSync(join(installed, "package.json"), "utf8");
  expect(manifest).not.toMatch(/@helmholtz\/source|workspace:|catalog:/);
});

test("publint finds nothing wrong in the packed package", async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

function runProgram(program: string): string {
  const module = ["--input-type=module", "--eval", program];
  return execFileSync(process.execPath, module, { cwd: folder, encoding: "utf8" });
}

function packageManager(): string {
  return readJson(join(core, "../../package.json")).packageManager;
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, "utf8"));
}
