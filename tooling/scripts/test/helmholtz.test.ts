import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../..", import.meta.url);

test("only the program writes to stdout", () => {
  const { status, stdout } = helmholtz("--help");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: helmholtz/);
});

test("exit codes come through pnpm, and pnpm adds nothing to the program's error", () => {
  const { status, stdout, stderr } = helmholtz("no-such-command");
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain("no-such-command");
  expect(stderr).not.toMatch(/ELIFECYCLE|\$ node|turbo/);
});

function helmholtz(args: string) {
  const { packageManager } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  const command = `npx -y ${packageManager} helmholtz ${args}`;
  return spawnSync(command, { cwd: root, encoding: "utf8", shell: true });
}
