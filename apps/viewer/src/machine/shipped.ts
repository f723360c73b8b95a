import { type Machine, RunError, type RunRecord } from "@helmholtz/core";
import { servedFiles } from "../runs/http-files.ts";
import { readRecord } from "../runs/read-record.ts";
import type { RunFiles } from "../runs/run-files.ts";
import { readMachine } from "../runs/stored-machine.ts";

/** A trained machine that comes with the page, with the run that it is from. */
export interface ShippedMachine {
  readonly record: RunRecord;
  /** The machine of the latest checkpoint at or before a step. */
  at(step: number): Promise<Machine>;
  /** Steps of its checkpoints, ascending. */
  readonly steps: readonly number[];
}

/** The machines that come with the page, by name. */
export const shippedNames = ["digits", "bars"] as const;

/** The machines of one class each, from 0 to 9, that come with the page. */
export const shippedClasses = Array.from({ length: 10 }, (_, digit) => `digit-${digit}` as const);

export type ShippedName = (typeof shippedNames)[number] | `digit-${number}`;

/**
 * Loads a machine that comes with the page.
 *
 * @throws RunError when the server of the page does not have it.
 * @throws UnreachableError when the server does not answer.
 */
export async function loadShipped(name: ShippedName): Promise<ShippedMachine> {
  const files = shippedFiles(name);
  const [record, steps] = await Promise.all([readRecord(files), files.checkpoints()]);
  if (!record || steps.length === 0) {
    throw new RunError(`${name}: it should come with the page, its server does not have it`);
  }
  return {
    record,
    steps,
    async at(step) {
      const stored = await readMachine(files, step, steps, record.sizes);
      if (!stored) throw new RunError(`${name}: no machine is stored at or before step ${step}`);
      return stored.machine;
    },
  };
}

function shippedFiles(name: ShippedName): RunFiles {
  const url = new URL(`shipped/${name}/`, document.baseURI).href;
  return servedFiles({ type: "served", id: `shipped/${name}`, name, url });
}
