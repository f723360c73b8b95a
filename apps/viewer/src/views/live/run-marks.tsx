import { placeMarks } from "../../charts/act-marks.ts";
import { pageTraining } from "../../machine/page-training.ts";
import { earlierMarks } from "./going-on.ts";

/** What the triangles on the axes of the curves stand for: in words, the latest first. */
export function RunMarks() {
  const marks = [...earlierMarks.value, ...(pageTraining.value?.history.value.marks ?? [])];
  // One of a kind at each step; far enough apart for each to be told.
  const placed = placeMarks(marks.slice(-RECENT), (step) => step * APART, stepName);
  if (placed.length === 0) return null;
  return (
    <ul class="run-marks" aria-label="Marks on the axis">
      {placed
        .slice(-MOST)
        .reverse()
        .map(({ at, color, title }) => (
          <li key={at} title={title}>
            <svg viewBox="0 0 10 9" width="10" height="9" aria-hidden="true">
              <path d="M5 1l4 7h-8z" fill={color} />
            </svg>{" "}
            {title}
          </li>
        ))}
    </ul>
  );
}

const RECENT = 40;
const MOST = 3;
const APART = 1000;

function stepName(step: number): string {
  return `step ${step.toLocaleString("en")}`;
}
