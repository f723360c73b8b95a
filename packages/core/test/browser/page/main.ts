import { trainBars } from "./train-bars.ts";

Object.assign(globalThis, { trained: trainBars() });
