import { BackendError } from "../backend-error.ts";
import { kernels } from "./kernels.generated.ts";

/** The functions of kernels/kernels.c; every pointer is an offset in the memory that they share. */
export interface Kernels {
  readonly __heap_base: WebAssembly.Global;
  panelWidth(): number;
  tiles(columns: number): number;
  tileStart(columns: number, tile: number): number;
  statesBytes(rows: number, units: number): number;
  layOutStates(states: number, rows: number, units: number): void;
  packStates(states: number, bytes: number): void;
  unpackStates(states: number, bytes: number): void;
  passBytes(): number;
  sharedBytes(pass: number): number;
  scratchBytes(pass: number): number;
  teamBytes(): number;
  startTeam(team: number, threads: number, mayWait: number): void;
  giveMemory(
    team: number,
    shared: number,
    sharedBytes: number,
    scratch: number,
    scratchBytes: number,
  ): void;
  runPass(team: number, pass: number): number;
  stopTeam(team: number): void;
}

const PAGE = 2 ** 16;
const MAX_PAGES = 2 ** 16; // 4 GiB, what 32-bit pointers reach

/**
 * Compiles the kernels.
 *
 * @param shared whether several threads share the memory
 * @throws BackendError where there is no WebAssembly, no SIMD, or a policy against it.
 */
export async function compileKernels(shared: boolean): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === "undefined") {
    throw new BackendError("wasm: WebAssembly is needed, there is none here");
  }
  const bytes = Uint8Array.from(atob(kernels), (letter) => letter.charCodeAt(0));
  if (shared) bytes[memoryFlags(bytes)] |= SHARED;
  if (!WebAssembly.validate(bytes)) {
    throw new BackendError("wasm: WebAssembly with 128-bit SIMD is needed, there is none here");
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw new BackendError(
      `wasm: WebAssembly is blocked here; a content security policy needs 'wasm-unsafe-eval' (${error})`,
    );
  }
}

/** Memory for the kernels, that grows when asked. */
export function createMemory(shared: boolean): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 2 ** 20 / PAGE, maximum: MAX_PAGES, shared });
}

/**
 * Makes `memory` at least so many bytes long.
 *
 * @throws BackendError where there is not so much.
 */
export function growMemory(memory: WebAssembly.Memory, bytes: number): void {
  const pages = memory.buffer.byteLength / PAGE;
  const needed = Math.ceil(bytes / PAGE);
  if (needed <= pages) return;
  const wished = Math.min(MAX_PAGES, Math.ceil(pages * 1.5));
  for (const size of [Math.max(wished, needed), needed]) {
    try {
      memory.grow(size - pages);
      return;
    } catch {
      // Less may do.
    }
  }
  throw new BackendError(
    `wasm: ${Math.ceil(bytes / 2 ** 20)} MiB of memory are needed, it cannot have so much; use smaller layers or batches`,
  );
}

// The module imports its memory as env.memory, with a maximum. That it is shared is one bit more.
const MEMORY_IMPORT = "\x03env\x06memory\x02";
const SHARED = 2;

function memoryFlags(module: Uint8Array): number {
  const name = Array.from(MEMORY_IMPORT, (letter) => letter.charCodeAt(0));
  const at = module.findIndex((_, i) => name.every((byte, j) => module[i + j] === byte));
  return at + name.length;
}
