import type { ComponentChildren } from "preact";
import type { ComparedRun } from "../compare/compared-run.ts";
import { stepWords } from "./step-words.ts";
import type { Answer } from "./use-answer.ts";

export interface StoredPictureProps<T> {
  run: ComparedRun;
  /** The step that was asked for. */
  step: number;
  /** The last step that the run has stored so far. */
  latest: number | undefined;
  answer: Answer<T | undefined>;
  /** What there would be, such as "dreams". */
  what: string;
  children(value: T): ComponentChildren;
}

/** Something that a run stored at a step or last before it, with that step; or why there is nothing. */
export function StoredPicture<T extends { readonly step: number }>(props: StoredPictureProps<T>) {
  const { run, step, latest, answer, what, children } = props;
  const { value, problem, isOpen } = answer;
  if (problem) return <p class="results-problem">{problem}</p>;
  if (!value) {
    if (isOpen) return <p class="results-none">Reading</p>;
    return (
      <p class="results-none">
        No {what} stored at or before step {step.toLocaleString("en")}.
      </p>
    );
  }
  const { epochs } = run.run.run.value;
  return (
    <>
      {children(value)}
      <p class="results-when">
        step {stepWords(value.step, epochs)}
        {!isOpen && value.step < step && sinceWords(step, value.step === latest)}
      </p>
    </>
  );
}

// Why it is of an earlier step than the slider's.
function sinceWords(step: number, isLatest: boolean): string {
  return isLatest ? ", its latest" : `, its latest by step ${step.toLocaleString("en")}`;
}
