/** A step, and the passes over the data until then where they are known. */
export function stepWords(step: number, stepsPerEpoch: number | undefined): string {
  const epoch = stepsPerEpoch ? ` · epoch ${(step / stepsPerEpoch).toFixed(1)}` : "";
  return `${step.toLocaleString("en")}${epoch}`;
}

/** The steps of an epoch where they are the same in all runs; else an epoch says nothing of them together. */
export function sharedEpoch(runs: readonly (number | undefined)[]): number | undefined {
  return runs.every((one) => one === runs[0]) ? runs[0] : undefined;
}
