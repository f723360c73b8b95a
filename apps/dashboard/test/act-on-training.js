import { trainInWorker } from "../dist/train-in-worker.js";

// Trains in a worker as its argument says, a plan as in the test, and prints every event as a line
// of JSON. It is a program of its own because what is built cannot be loaded among the sources.

const { request, acts = [], later, terminates = false } = JSON.parse(process.argv[2]);

let worker;
process.once("worker", (started) => {
  worker = started;
});

try {
  const training = await trainInWorker(request);
  for await (const event of training.events) {
    const { type, step, time, act, reason } = event;
    console.log(JSON.stringify({ type, step, time, act, reason }));
    if (type !== "checkpoint") continue;
    if (step === 0) for (const act of acts) training.act(act);
    else if (terminates) await worker.terminate();
    else if (later) training.act(later);
  }
} catch ({ message }) {
  console.log(JSON.stringify({ type: "failed", message }));
}
