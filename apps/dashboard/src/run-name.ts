import { stat } from "node:fs/promises";
import { basename, join } from "node:path";

/** A directory for a new run that is not there yet: runs/<date>-<time>-<data>. */
export async function defaultRunDirectory(cwd: string, data: string, now: Date): Promise<string> {
  const two = (n: number) => String(n).padStart(2, "0");
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join("");
  const name = basename(data)
    .replace(/\..*$/, "")
    .replace(/[^\w-]+/g, "-");
  const base = join(cwd, "runs", `${date}-${time}-${name || "run"}`);
  return freePath(base);
}

/** A path that is not there yet: this one, or with the first number that makes it so. */
export async function freePath(base: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? base : `${base}-${number}`;
    const taken = await stat(path).catch(() => undefined);
    if (!taken) return path;
  }
}
