// Finds a Chromium for the browser tests; as root on Debian or Ubuntu, installs one.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { findChromium, missingChromium } from "../vitest/find-chromium.js";

if (!findChromium() && canInstall()) installChromium();
if (!findChromium()) {
  const required = process.env.CI === "true";
  console.error(
    `browser tests ${required ? "cannot run" : "will be skipped"}: ${missingChromium()}`,
  );
  process.exitCode = required ? 1 : 0;
}

function canInstall() {
  if (process.env.CHROMIUM_PATH || process.getuid?.() !== 0) return false;
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

function installChromium() {
  console.error("browser tests need a Chromium: installing the package chromium");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const { error, status } = spawnSync("apt-get", ["-qq", ...args], {
      env,
      stdio: ["ignore", 2, 2],
    });
    if (error || status !== 0) return;
  }
}
