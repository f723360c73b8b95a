import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { toys } from "@helmholtz/core";
import { learnToys } from "../learn-toys.ts";
import type { ToyFinding } from "./results.ts";
import { jsonText, readJson, writeStudyFile } from "./study-files.ts";

/** The toys of 1995 that a study learns, and with which seeds. */
export const studyToys = ["bars", "kirby"] as const;
const SEEDS = Array.from({ length: 20 }, (_, i) => 1 + i);

/**
 * Learns a toy with every seed by its paper's recipe, or finds that done in `directory`.
 *
 * @param onProgress called now and then with the part that is done, from 0 to 1
 * @throws RunError when what was found cannot be kept.
 */
export async function studyToy(
  name: ToyFinding["name"],
  directory: string,
  onProgress: (part: number) => void,
): Promise<ToyFinding> {
  const path = join(directory, "toys", `${name}.json`);
  const { steps } = toys[name]();
  const recipe = { toy: name, seeds: SEEDS, steps };
  const kept = (await readJson(path)) as { recipe: unknown; finding: ToyFinding } | undefined;
  if (kept && isDeepStrictEqual(kept.recipe, recipe)) return kept.finding;

  const results = await learnToys(
    SEEDS.map((seed) => ({ toy: name, seed })),
    { onProgress: (done) => onProgress(done / (SEEDS.length * steps)), onResult: () => {} },
  );
  const finding = {
    name,
    divergences: results.map(({ kl }) => kl),
    penalties: results.map(({ penalty }) => penalty),
  };
  await writeStudyFile(path, jsonText({ recipe, finding }));
  return finding;
}
