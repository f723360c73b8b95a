// The page that works for `openBenchPage`, which exposes all of a host but its backend.
import { type GpuJsMode, gpujs } from "@helmholtz/core/backends/gpujs";
import { createPerformer, type Host, type Performer } from "../performer.ts";

/** What this page leaves for its engine. */
export interface BenchPage {
  /** Opens a performer on a mode of gpu.js; resolves with the hardware that computes. */
  open(mode: GpuJsMode): Promise<string>;
  /** Of the performer that is open. */
  answer: Performer["answer"];
}

declare global {
  var benchPage: BenchPage;
}

const exposed = globalThis as unknown as Omit<Host, "backend">;
let performer: Performer | undefined;

globalThis.benchPage = {
  async open(mode) {
    const library = await import("gpu.js");
    const backend = await gpujs({ mode, library });
    const { readBits, readFloats, readIntegers, writeFloats, cpuSeconds } = exposed;
    const files = { readBits, readFloats, readIntegers, writeFloats };
    performer = await createPerformer({ ...files, cpuSeconds, backend });
    return backend.hardware;
  },

  async answer(request) {
    if (!performer) throw new Error("bench page: a performer is needed; open one first");
    return performer.answer(request);
  },
};
