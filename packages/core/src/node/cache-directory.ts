import { resolve } from "node:path";
import envPaths from "env-paths";

/**
 * Where downloads are kept: `HELMHOLTZ_CACHE` where that is set, else the user's cache directory
 * as the operating system has it, such as ~/.cache/helmholtz. It need not exist yet.
 *
 * @param cwd what a relative `HELMHOLTZ_CACHE` starts from
 */
export function cacheDirectory(env = process.env, cwd = process.cwd()): string {
  const chosen = env.HELMHOLTZ_CACHE;
  return chosen ? resolve(cwd, chosen) : envPaths("helmholtz", { suffix: "" }).cache;
}
