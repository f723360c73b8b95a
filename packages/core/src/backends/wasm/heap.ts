import { growMemory } from "./kernels.ts";

/** Blocks of WebAssembly memory. */
export interface Heap {
  /** A block of at least so many bytes, aligned to 64; zeros where it is new. */
  allocate(bytes: number): Block;
  /** A block that may be laid out for states already. */
  allocateStates(bytes: number): Block;
  /** Gives a block back, for the next of its size. */
  release(block: Block): void;
  readonly bytes: Uint8Array;
  readonly integers: Int32Array;
  readonly floats: Float32Array;
}

/** A piece of memory: where it starts, and how long it is. */
export interface Block {
  readonly at: number;
  readonly size: number;
  /** Rows and units of the states that it is laid out for, 0 where it holds something else. */
  rows: number;
  units: number;
}

// Read behind its end, never written: whole tables are made of the last rows of a panel.
const SLACK = 512;

/**
 * A heap from `base` upward. A released block waits for the next of its size: a step of training asks
 * for the same sizes as the one before.
 */
export function createHeap(memory: WebAssembly.Memory, base: number): Heap {
  const free = new Map<number, Block[]>();
  let end = Math.ceil(base / 64) * 64;
  let views = viewsOf(memory);

  function allocateStates(bytes: number): Block {
    const size = sizeClass(bytes + SLACK);
    const block = free.get(size)?.pop();
    if (block) return block;
    growMemory(memory, end + size);
    if (memory.buffer !== views.buffer) views = viewsOf(memory);
    end += size;
    return { at: end - size, size, rows: 0, units: 0 };
  }

  return {
    allocate(bytes) {
      const block = allocateStates(bytes);
      block.rows = 0;
      block.units = 0;
      return block;
    },
    allocateStates,
    release(block) {
      const blocks = free.get(block.size);
      if (blocks) blocks.push(block);
      else free.set(block.size, [block]);
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

// Four sizes to each power of two: little is wasted, and much is used again.
function sizeClass(bytes: number): number {
  if (bytes >= 2 ** 30) return Math.ceil(bytes / 2 ** 28) * 2 ** 28;
  const shift = Math.max(6, 29 - Math.clz32(bytes));
  return ((bytes + (1 << shift) - 1) >>> shift) << shift;
}
