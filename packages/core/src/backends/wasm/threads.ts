/** Threads that help with passes. */
export interface Helpers {
  /** Resolves when all have ended; `stop` must have been called. */
  ended(): Promise<void>;
}

export interface HelperOptions {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Where the team is in memory. */
  readonly team: number;
  /** The end of each helper's stack: as many helpers as stacks. */
  readonly stacks: readonly number[];
}

/** Whether threads can share memory here: always in Node, in a page when it is cross-origin isolated. */
export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer !== "undefined";
}

/** Whether this thread may sleep: all but the main one of a page. */
export function maySleep(): boolean {
  return typeof document === "undefined";
}

/** Starts helpers, and resolves when they are ready. They do not keep a process alive. */
export async function startHelpers({ stacks, ...shared }: HelperOptions): Promise<Helpers> {
  const helpers = await Promise.all(
    stacks.map((stack, i) => startHelper({ ...shared, stack, thread: i + 1 })),
  );
  return { ended: async () => void (await Promise.all(helpers.map((ended) => ended()))) };
}

// A text, so that it is the same everywhere: no file to find, nothing that a bundler has to know.
const PROGRAM = `
const port = globalThis.process?.getBuiltinModule?.("node:worker_threads").parentPort ?? self;
port.onmessage = ({ data: { module, memory, stack, team, thread } }) => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  exports.__stack_pointer.value = stack;
  port.postMessage("ready");
  exports.helpTeam(team, thread);
  port.postMessage("ended");
  port.close();
};`;

type HelperWork = Omit<HelperOptions, "stacks"> & {
  readonly stack: number;
  readonly thread: number;
};

async function startHelper(work: HelperWork): Promise<() => Promise<void>> {
  const worker = createWorker();
  const ready = worker.next();
  worker.post(work);
  await ready;
  const ended = worker.next();
  worker.unref();
  return () => {
    worker.ref();
    return ended;
  };
}

interface HelperWorker {
  post(work: HelperWork): void;
  /** Resolves at the next message, rejects at an error. */
  next(): Promise<void>;
  ref(): void;
  unref(): void;
}

function createWorker(): HelperWorker {
  const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (node) {
    const worker = new node.Worker(PROGRAM, { eval: true });
    return {
      post: (work) => worker.postMessage(work),
      next: () =>
        new Promise((resolve, reject) => {
          worker.once("message", () => resolve());
          worker.once("error", reject);
        }),
      ref: () => worker.ref(),
      unref: () => worker.unref(),
    };
  }
  const url = URL.createObjectURL(new Blob([PROGRAM], { type: "text/javascript" }));
  const worker = new Worker(url);
  return {
    post: (work) => worker.postMessage(work),
    next: () =>
      new Promise((resolve, reject) => {
        worker.addEventListener("message", () => resolve(), { once: true });
        worker.addEventListener("error", ({ message }) => reject(new Error(message)), {
          once: true,
        });
      }),
    ref() {},
    unref() {},
  };
}
