import { learnInThreads } from "./learn-in-threads.ts";

self.onmessage = async ({ data }) => self.postMessage(await learnInThreads(data));
