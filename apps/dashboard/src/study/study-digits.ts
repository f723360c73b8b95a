import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { openDataset } from "@helmholtz/core/node";
import { compareDigits, openDigits } from "./digits.ts";
import type { DigitsFinding } from "./results.ts";
import { jsonText, readJson, writeStudyFile } from "./study-files.ts";

const SEED = 1;

/**
 * Ten class machines against one on small digits made from a study's data, or finds that done in
 * `directory`.
 *
 * @param onProgress called now and then with the part that is done, from 0 to 1
 * @throws DataError when the data has too few images of a class.
 * @throws RunError when what was found cannot be kept.
 */
export async function studyDigits(
  { data, cwd, directory }: { data: string; cwd: string; directory: string },
  onProgress: (part: number) => void,
): Promise<DigitsFinding> {
  const path = join(directory, "digits.json");
  const source = await openDataset(data, { cwd });
  const recipe = { data: await source.fingerprint(), seed: SEED };
  const kept = (await readJson(path)) as { recipe: unknown; finding: DigitsFinding } | undefined;
  if (kept && isDeepStrictEqual(kept.recipe, recipe)) return kept.finding;

  const finding = await compareDigits({ digits: await openDigits(source), seed: SEED, onProgress });
  await writeStudyFile(path, jsonText({ recipe, finding }));
  return finding;
}
