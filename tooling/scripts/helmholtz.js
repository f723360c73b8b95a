// `pnpm helmholtz <command> …`: builds the program if anything has changed, then becomes it.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runTurbo } from "./run-turbo.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "apps/dashboard/dist/cli.js");
const stamp = join(root, "node_modules/.cache/helmholtz/built");
const unrelated = /[\\/](node_modules|\.turbo|test)[\\/]/;

if (lastBuilt() !== fingerprint()) build();
process.argv[1] = program;
await import(pathToFileURL(program).href);

function build() {
  if (process.stderr.isTTY) console.error("helmholtz: building…");
  const args = ["run", "build", "--filter=@helmholtz/dashboard", "--output-logs=errors-only"];
  const { status, stdout, stderr } = runTurbo(args, "pipe");
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}`);
    console.error("helmholtz: the build failed; if packages are missing, run `pnpm install`");
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint());
}

function lastBuilt() {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return undefined;
  }
}

// What the build reads and writes, by size and time: turbo looks closer, but takes longer.
function fingerprint() {
  const hash = createHash("sha256");
  const add = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  for (const folder of ["packages", "apps", "tooling/typescript"]) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && !unrelated.test(relative(root, path))) add(path);
    }
  }
  for (const file of ["package.json", "pnpm-lock.yaml", "turbo.json"]) add(join(root, file));
  return hash.digest("hex");
}
