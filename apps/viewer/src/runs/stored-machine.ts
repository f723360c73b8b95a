import { checkpointName, decodeCheckpoint, type Machine, RunError } from "@helmholtz/core";
import { CHECKPOINTS, type RunFiles } from "./run-files.ts";
import type { StoredMachine } from "./run-messages.ts";

// What a browser can hold of one file and decode; helmholtz writes no larger machine.
const MOST_BYTES = 2 ** 30;
// Of the steps that a log tells, many checkpoints may be gone.
const MOST_TRIES = 100;

/**
 * The machine of the latest checkpoint at or before a step; undefined where there is none.
 *
 * @param told steps of checkpoints that the log tells, where nobody lists those that are stored
 * @param sizes units of each layer that it must have, where known
 * @throws RunError when its file is broken, too large, or of another machine.
 * @throws UnreachableError when it cannot be read now.
 */
export async function readMachine(
  files: RunFiles,
  step: number,
  told: readonly number[],
  sizes: readonly number[] | undefined,
): Promise<StoredMachine | undefined> {
  const listed = await files.checkpoints();
  const steps = (listed.length > 0 ? listed : told).filter((stored) => stored <= step);
  for (const stored of steps.slice(-MOST_TRIES).reverse()) {
    const path = `${CHECKPOINTS}/${checkpointName(stored)}`;
    const size = await files.size(path);
    if (size === undefined) continue;
    const state = decodeCheckpoint(await readFile(files, path, size), files.title(path));
    checkSizes(state.machine, sizes, files.title(path));
    return { step: state.step, machine: state.machine };
  }
  return undefined;
}

async function readFile(files: RunFiles, path: string, size: number): Promise<Uint8Array> {
  if (size <= MOST_BYTES) return await files.read(path, 0, size);
  throw new RunError(
    `${files.title(path)}: at most ${MOST_BYTES} bytes can be read here, it has ${size}; use the command line`,
  );
}

function checkSizes({ sizes }: Machine, needed: readonly number[] | undefined, name: string): void {
  if (!needed || String(needed) === String(sizes)) return;
  throw new RunError(`${name}: sizes [${needed}] are needed as in the run, got [${sizes}]`);
}
