import { createMachine, type Dataset, encodeCheckpoint, js, key, train } from "@helmholtz/core";

/** The bytes of the checkpoint after some steps on digits, as text. */
export async function trainDigits(data: Dataset): Promise<string> {
  const machine = createMachine([784, 20, 5], key(1));
  for await (const event of train({
    machine,
    data,
    steps: 5,
    backend: js(),
    likelihoodSamples: 0,
  })) {
    if (event.type === "checkpoint" && event.step === 5)
      return String(encodeCheckpoint(event.state));
  }
  throw new Error("train: a checkpoint of step 5 is needed, none came");
}
