import { runLook } from "../run-look.ts";
import { Swatch } from "../swatch.tsx";
import type { RunRow } from "./run-row.ts";

export interface RunNameProps {
  row: RunRow;
  /** Its place among the selected runs; −1: it is none of them. */
  index: number;
  /** Where it is, of a run that is called like another. */
  place: string | undefined;
}

/** The name of a run in the table, cut in its middle where it is too long, and what is wrong with it. */
export function RunName({ row: { run, glance }, index, place }: RunNameProps) {
  const cut = run.name.length > 2 * END ? -END : run.name.length;
  const note = run.isShipped ? "shipped" : place?.toLowerCase();
  return (
    <div class="results-name">
      <span class="results-name-line">
        {index >= 0 && <Swatch look={runLook(index)} />}
        <span class="results-name-text" title={`${run.name} (${run.key})`}>
          <span>{run.name.slice(0, cut)}</span>
          <span>{run.name.slice(cut)}</span>
        </span>
        {note && <small class="results-name-note">{note}</small>}
      </span>
      {glance?.problem && (
        <small class="results-problem" title={glance.problem}>
          {glance.problem}
        </small>
      )}
    </div>
  );
}

// Runs that a program or a person names alike differ at the end: a time, the data, a seed.
const END = 10;
