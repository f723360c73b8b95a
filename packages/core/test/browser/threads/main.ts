import { learnInThreads } from "./learn-in-threads.ts";

// In a worker a thread may sleep; on the page itself it may not.
function learnInWorker(threads: number): Promise<number[]> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.postMessage(threads);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

Object.assign(globalThis, { learnOnPage: learnInThreads, learnInWorker });
