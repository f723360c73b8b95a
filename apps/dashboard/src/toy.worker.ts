import { parentPort, workerData } from "node:worker_threads";
import { learnToy, toys } from "@helmholtz/core";
import type { ToyMessage, ToyRequest } from "./learn-toys.ts";

// Learns one toy with one seed in a thread of its own.

const { toy, seed, steps } = workerData as ToyRequest;
const post = (message: ToyMessage) => parentPort?.postMessage(message);

const onProgress = (step: number) => post({ type: "progress", step });
const { kl, penalty, entropy } = await learnToy(toys[toy](), { seed, steps, onProgress });
post({ type: "result", result: { seed, kl, penalty, entropy } });
