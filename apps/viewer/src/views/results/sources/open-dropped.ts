import { notify, settle } from "../../../app/notify.tsx";
import type { DroppedFile } from "../../../ui/dropped-file.ts";
import { selectRuns } from "../selection.ts";
import { MOST_RUNS, state } from "../view-state.ts";
import { dropped } from "./run-places.ts";

/** Lists the runs among files that somebody handed over, and selects them as far as there is room. */
export async function openDropped(files: readonly DroppedFile[]): Promise<void> {
  const { added, problems } = await dropped.add(files, MOST_RUNS);
  if (problems.length > 0) notify(problems, added.length > 0 ? "info" : "error", ABOUT);
  else settle(ABOUT);
  if (added.length === 0) return;
  const others = state.runs.peek().filter((key) => added.every((run) => run.key !== key));
  const room = Math.max(1, MOST_RUNS - others.length);
  const keys = added.slice(0, room).map(({ key }) => key);
  selectRuns([...others.slice(0, MOST_RUNS - keys.length), ...keys]);
}

const ABOUT = "dropped runs";
