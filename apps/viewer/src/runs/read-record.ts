import { parseRunRecord, RunError, type RunRecord } from "@helmholtz/core";
import { RECORD, type RunFiles } from "./run-files.ts";

const MOST_BYTES = 2 ** 20;

/**
 * The settings of a run; undefined where there is no `run.json`.
 *
 * @throws RunError when it is too large, or none of a run.
 * @throws UnreachableError when it cannot be read now.
 */
export async function readRecord(files: RunFiles): Promise<RunRecord | undefined> {
  const name = `${files.name}/${RECORD}`;
  const size = await files.size(RECORD);
  if (size === undefined) return undefined;
  if (size > MOST_BYTES) {
    throw new RunError(
      `${name}: the record of a run is needed, of at most ${MOST_BYTES} bytes, got ${size}; give a run directory`,
    );
  }
  const bytes = await files.read(RECORD, 0, size);
  return parseRunRecord(new TextDecoder().decode(bytes), name);
}
