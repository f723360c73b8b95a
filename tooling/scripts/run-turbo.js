import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Runs turbo at the root of the workspace, without telemetry.
 *
 * @param {string[]} args
 * @param {import("node:child_process").StdioOptions} stdio
 */
export function runTurbo(args, stdio) {
  return spawnSync(process.execPath, [turbo, ...args], {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
    stdio,
  });
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const turbo = fileURLToPath(new URL("../../node_modules/turbo/bin/turbo", import.meta.url));
