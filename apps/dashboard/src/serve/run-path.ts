import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { isRun, ONLY_RUN } from "./list-runs.ts";

/**
 * Where a file or folder of a run really is; undefined when it is not there, or when links
 * lead out of `runs`.
 *
 * @param runs a run, or a folder of runs whose ids are paths in it
 */
export async function runPath(
  runs: string,
  { id, file }: { readonly id: string; readonly file: string },
): Promise<string | undefined> {
  const own = await isRun(runs);
  if (own && id !== ONLY_RUN) return undefined;
  try {
    const root = await realpath(runs);
    const path = await realpath(join(root, own ? "" : id, file));
    const inside = relative(root, path);
    const leadsOut = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
    return leadsOut ? undefined : path;
  } catch {
    return undefined;
  }
}
