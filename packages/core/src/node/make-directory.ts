import { mkdir, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { RunError } from "../run/run-error.ts";
import { LOCK } from "./writer-lock.ts";

/**
 * Makes the directory of a new run; parents are created.
 *
 * @throws RunError when it is there and not empty; a lock alone is for `lockRun` to judge.
 */
export async function makeEmptyDirectory(path: string): Promise<void> {
  await makeDirectory(path);
  const found = (await readdir(path)).find((name) => name !== LOCK);
  if (found) {
    throw new RunError(
      `${path}: an empty or new directory is needed, it has ${found}; choose another --out, or --resume it`,
    );
  }
}

// Not `recursive`: that never ends where a parent takes no directories and says ENOENT, as /proc does.
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path);
  }
}
