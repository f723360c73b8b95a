import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Divergence, ToyName } from "@helmholtz/core";

/** What one worker learns. */
export interface ToyRequest {
  readonly toy: ToyName;
  readonly seed: number;
  /** Default the recipe's. */
  readonly steps?: number;
}

/** How one seed came out. */
export interface SeedResult extends Divergence {
  readonly seed: number;
}

export type ToyMessage =
  | { readonly type: "progress"; readonly step: number }
  | { readonly type: "result"; readonly result: SeedResult };

/** Learns a toy with several seeds, as many at once as there are cores; results in order of seed. */
export async function learnToys(
  requests: readonly ToyRequest[],
  {
    onProgress,
    onResult,
  }: { onProgress: (steps: number) => void; onResult: (result: SeedResult) => void },
): Promise<SeedResult[]> {
  const results: SeedResult[] = [];
  const steps = requests.map(() => 0);
  const waiting = [...requests.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, request] = next;
      const result = await learnInWorker(request, (step) => {
        steps[index] = step;
        onProgress(steps.reduce((sum, done) => sum + done, 0));
      });
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results.sort((a, b) => a.seed - b.seed);
}

function learnInWorker(
  request: ToyRequest,
  onProgress: (step: number) => void,
): Promise<SeedResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./toy.worker.js", import.meta.url), { workerData: request });
    worker.on("message", (message: ToyMessage) => {
      if (message.type === "progress") onProgress(message.step);
      else resolve(message.result);
    });
    worker.on("error", reject);
    worker.on("exit", () =>
      reject(new Error(`toy: the worker of seed ${request.seed} ended early`)),
    );
  });
}
