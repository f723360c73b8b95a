import { type Epochs, epochAt } from "@helmholtz/core";

/** A step, and the epochs until then where those are the same in all of the runs. */
export function stepWords(step: number, ...runs: readonly Epochs[]): string {
  const [epoch, ...others] = runs.map((epochs) =>
    epochs.length > 0 ? epochAt(epochs, step).toFixed(1) : undefined,
  );
  const isShared = epoch !== undefined && others.every((other) => other === epoch);
  return `${step.toLocaleString("en")}${isShared ? ` · epoch ${epoch}` : ""}`;
}
