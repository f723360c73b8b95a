import { computed, type ReadonlySignal } from "@preact/signals";
import { glances } from "../glances.ts";
import { runByKey } from "../sources/run-places.ts";
import { type RunRow, runRow } from "./run-row.ts";

export interface HeldRowsOptions {
  readonly rows: ReadonlySignal<readonly RunRow[]>;
  /** Whether every row is to stay where it is; what it says goes on. */
  readonly isHeld: ReadonlySignal<boolean>;
  /** What a person asked for: where one of these is another than before, so are the rows. */
  readonly asked: ReadonlySignal<readonly unknown[]>;
}

/** Rows that stay where they are while they are held, whatever is read of runs and whichever come. */
export function heldRows(options: HeldRowsOptions): ReadonlySignal<readonly RunRow[]> {
  let before: { readonly asked: readonly unknown[]; readonly rows: readonly RunRow[] } | undefined;
  return computed(() => {
    const asked = options.asked.value;
    const isSame = before?.asked.every((one, index) => one === asked[index]);
    const held = options.isHeld.value && isSame ? before?.rows.map(latest) : undefined;
    const rows = held ?? options.rows.value;
    before = { asked, rows };
    return rows;
  });
}

function latest({ run }: RunRow): RunRow {
  return runRow(runByKey.value.get(run.key) ?? run, glances.value.get(run.key));
}
