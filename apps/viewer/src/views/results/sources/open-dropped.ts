import { notify } from "../../../app/notify.tsx";
import type { DroppedFile } from "../../../ui/dropped-file.ts";
import { selectRuns } from "../selection.ts";
import { MOST_RUNS, state } from "../view-state.ts";
import { dropped } from "./run-places.ts";

/** Lists the runs among files that somebody handed over, and selects them as far as there is room. */
export function openDropped(files: readonly DroppedFile[]): void {
  const { added, notice } = dropped.add(files);
  if (notice) notify(notice, added.length > 0 ? "info" : "error");
  const others = state.runs.peek().filter((key) => added.every((run) => run.key !== key));
  const room = Math.max(1, MOST_RUNS - others.length);
  const keys = added.slice(0, room).map(({ key }) => key);
  selectRuns([...others.slice(0, MOST_RUNS - keys.length), ...keys]);
}
