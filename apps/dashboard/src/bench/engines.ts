import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type BackendName, backends, defaultSettings } from "@helmholtz/core";
import { type EngineCommand, EngineError } from "./engine-process.ts";
import { buildNative } from "./native.ts";
import type { Cell } from "./protocol.ts";

/** Something that computes the same updates as we do, or we ourselves. */
export interface Engine {
  readonly name: string;
  /** Whether it can use more than one thread. */
  readonly multithreaded: boolean;
  /** Too slow for every cell: without being asked for by name, it runs only where `isReferenceCell`. */
  readonly slow?: boolean;
  /** Too slow to start for `--quick`, too, without being asked for by name. */
  readonly inPage?: boolean;
  /** Whether it runs only where it is asked for by name. */
  readonly byNameOnly?: boolean;
  /** What installs it. */
  readonly install?: string;
  /**
   * How to start it.
   *
   * @throws EngineError when it cannot be there.
   */
  command(directory: string): Promise<EngineCommand>;
}

export interface EngineOptions {
  /** The Python that has PyTorch and NumPy. */
  readonly python: string;
}

/** The backend that the program uses where nothing else is said: every ratio is about it. */
export const OURS = `helmholtz:${defaultSettings.backend}`;

/** Whether a slow engine takes part though nobody asked for it. */
export function isReferenceCell({ task, batch }: Cell): boolean {
  return task === "sgd" && batch === 20;
}

/** Every engine there is: our backends first, the fastest before all. */
export function allEngines({ python }: EngineOptions): Engine[] {
  const names = Object.keys(backends) as BackendName[];
  const own = names.filter((name) => !name.startsWith("gpujs:"));
  const gpujs = [...GPUJS_IN_NODE.map(gpujsInNode), ...GPUJS_IN_PAGES.map(gpujsInPage)];
  return [...own.map(ownBackend), ...gpujs, ...peers(python)];
}

const GPUJS_IN_NODE = ["gpujs:webasm", "gpujs:cpu", "gpujs:headlessgl"] as const;
const GPUJS_IN_PAGES = ["webgpu", "webgl2", "webgl"] as const;

function gpujsInNode(backend: BackendName): Engine {
  return { ...ownBackend(backend), name: backend, slow: true };
}

function gpujsInPage(mode: (typeof GPUJS_IN_PAGES)[number]): Engine {
  return {
    name: `gpujs:${mode}`,
    multithreaded: false,
    slow: true,
    inPage: true,
    async command() {
      if (existsSync(PAGE_SOURCE)) {
        return { command: [process.execPath, besideThis("page-engine.js"), mode] };
      }
      throw new EngineError("its page comes with the repository only, clone it and run there");
    },
  };
}

const PAGE_SOURCE = fileURLToPath(new URL("../../src/bench/page/index.html", import.meta.url));

// The backends that take `threads`.
const MULTITHREADED: readonly string[] = ["wasm"];

function ownBackend(backend: BackendName): Engine {
  const engine = besideThis("backend-engine.js");
  return {
    name: `helmholtz:${backend}`,
    multithreaded: MULTITHREADED.includes(backend),
    slow: backend === "cpu",
    command: async () => ({ command: [process.execPath, engine, backend] }),
  };
}

function peers(python: string): Engine[] {
  const debian = "apt-get install python3-numpy python3-scipy python3-torch libopenblas0-openmp";
  const pythonPeer = (name: string, file: string): Engine => ({
    name,
    multithreaded: true,
    install: debian,
    command: async () => ({ command: [python, peerFile(file)], env: PYTHON }),
  });
  const withKernels = (kernels: string, name: string, file: string): Engine => ({
    ...pythonPeer(name, file),
    async command() {
      if (process.arch === "x64") {
        const env = { ...PYTHON, OPENBLAS_CORETYPE: kernels };
        return { command: [python, peerFile(file)], env };
      }
      throw new EngineError(`its kernels are for x64 processors, this one is ${process.arch}`);
    },
  });
  const nodePeer = (name: string, file: string, more: Partial<Engine> = {}): Engine => ({
    name,
    multithreaded: false,
    command: async () => ({ command: [process.execPath, peerFile(file)] }),
    ...more,
  });
  return [
    pythonPeer("pytorch", "pytorch_engine.py"),
    withKernels(AVX512, "pytorch-tuned", "pytorch_engine.py"),
    { ...withKernels(AVX2, "pytorch-avx2", "pytorch_engine.py"), byNameOnly: true },
    pythonPeer("numpy", "numpy_engine.py"),
    withKernels(AVX512, "numpy-tuned", "numpy_engine.py"),
    nodePeer("tfjs-wasm", "tfjs.js", { install: "npm install --prefix tooling/bench/tfjs" }),
    nodePeer("js-dense", "js-dense.js", { slow: true }),
    {
      name: "native",
      multithreaded: true,
      command: (directory) => buildNative(fileURLToPath(new URL("native.c", PEERS)), directory),
    },
  ];
}

function besideThis(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

// No __pycache__ in the repository.
const PYTHON = { PYTHONDONTWRITEBYTECODE: "1" };

// Kernels of OpenBLAS: the best on a processor with AVX-512, and those that it chooses by itself on one
// whose AVX-512 it does not know, such as a later one of AMD's.
const AVX512 = "SkylakeX";
const AVX2 = "Haswell";

const PEERS = new URL("../../../../tooling/bench/", import.meta.url);

function peerFile(name: string): string {
  const path = fileURLToPath(new URL(`peers/${name}`, PEERS));
  if (existsSync(path)) return path;
  throw new EngineError("the peers come with the repository only, clone it and run there");
}
