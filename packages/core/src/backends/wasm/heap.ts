import { growMemory } from "./kernels.ts";

/** WebAssembly memory, given out from the bottom up. */
export interface Heap {
  /** Where so many bytes start that nobody has yet: aligned to 64, and zeros. */
  reserve(bytes: number): number;
  readonly bytes: Uint8Array;
  readonly integers: Int32Array;
  readonly floats: Float32Array;
}

/** A heap from `base` upward. */
export function createHeap(memory: WebAssembly.Memory, base: number): Heap {
  let end = Math.ceil(base / 64) * 64;
  let views = viewsOf(memory);
  return {
    reserve(bytes) {
      const at = end;
      growMemory(memory, at + bytes);
      if (memory.buffer !== views.buffer) views = viewsOf(memory);
      end = Math.ceil((at + bytes) / 64) * 64;
      return at;
    },
    get bytes() {
      return views.bytes;
    },
    get integers() {
      return views.integers;
    },
    get floats() {
      return views.floats;
    },
  };
}

// Growing the memory leaves older views behind.
function viewsOf({ buffer }: WebAssembly.Memory) {
  return {
    buffer,
    bytes: new Uint8Array(buffer),
    integers: new Int32Array(buffer),
    floats: new Float32Array(buffer),
  };
}
