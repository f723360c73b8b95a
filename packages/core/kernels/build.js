// Compiles the kernels to WebAssembly and writes them as a module that needs no file: neither Node nor
// a page has to find one. The result is committed, because few have this compiler; run this again
// after every change, a test compares where the compiler is present.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const COMPILER = "clang-19";

const FLAGS = [
  ["--target=wasm32", "-std=gnu17", "-O3", "-Wall", "-Wextra", "-Werror"],
  ["-msimd128", "-mbulk-memory", "-matomics", "-fno-math-errno"],
  ["-nostdlib", "-ffreestanding", "-fvisibility=hidden"],
  ["-Wl,--no-entry", "-Wl,--export-dynamic", "-Wl,--export=__heap_base"],
  ["-Wl,--export=__stack_pointer", "-Wl,-z,stack-size=65536", "-Wl,--strip-all"],
  ["-Wl,--import-memory", "-Wl,--max-memory=4294967296"],
].flat();

const target = new URL("../src/backends/wasm/kernels.generated.ts", import.meta.url);

/** The module as WebAssembly. */
export async function compile() {
  const folder = await mkdtemp(join(tmpdir(), "kernels-"));
  try {
    const out = join(folder, "kernels.wasm");
    const source = fileURLToPath(new URL("kernels.c", import.meta.url));
    execFileSync(COMPILER, [...FLAGS, source, "-o", out], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    return await readFile(out);
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const module = await compile();
  const text = `/** kernels/kernels.c as WebAssembly, in base 64: written by kernels/build.js. */
export const kernels =
  "${module.toString("base64")}";
`;
  await writeFile(target, text);
  console.log(`${fileURLToPath(target)}: ${module.length} bytes`);
}
