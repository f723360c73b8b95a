/** How a run is told from the others: its colour, and its line where colours are not seen. */
export interface RunLook {
  /** A CSS colour. */
  readonly color: string;
  /** Dashes and gaps in pixels; absent: a solid line. */
  readonly dash?: string;
}

/** The look of the run, or curve, at a place among others, from 0. */
export function runLook(index: number): RunLook {
  const dash = DASHES[index % DASHES.length];
  return { color: `var(--curve-${1 + (index % COLORS)})`, ...(dash && { dash }) };
}

const COLORS = 6;
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "12 4", "5 2 1 2 1 2"];
