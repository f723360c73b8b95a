import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type EngineCommand, EngineError } from "./engine-process.ts";

const FLAGS = ["-O3", "-march=native", "-ffp-contract=fast", "-fno-math-errno", "-pthread"];

// The first that is there; clang keeps more in registers here than gcc.
const COMPILERS = [process.env.CC, "clang-19", "clang", "cc"].filter((name) => name !== undefined);

/**
 * Builds the program that shows what this machine can do at most.
 *
 * @param source its C source
 * @param directory where the program goes
 * @throws EngineError when there is no source, no compiler, or it does not compile.
 */
export async function buildNative(source: string, directory: string): Promise<EngineCommand> {
  if (!existsSync(source)) throw new EngineError("there is no native.c in tooling/bench");
  const program = join(directory, "native");
  for (const compiler of COMPILERS) {
    try {
      await promisify(execFile)(compiler, [...FLAGS, "-o", program, source, "-lm"]);
      return { command: [program] };
    } catch (error) {
      const { code, stderr = "" } = error as NodeJS.ErrnoException & { stderr?: string };
      if (code === "ENOENT") continue;
      const why = stderr.split("\n").find((line) => line.includes("error")) ?? stderr;
      throw new EngineError(`native.c does not compile with ${compiler}: ${why}`);
    }
  }
  throw new EngineError("a C compiler is needed; install clang or gcc, or set CC");
}
