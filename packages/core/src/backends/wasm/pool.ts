/** A piece of WebAssembly memory. */
export interface Block {
  /** Where it starts. */
  readonly at: number;
  /** Its length in bytes. */
  readonly size: number;
}

/** Blocks, or what stands for them: one that is given back waits for the next of its size. */
interface Pool<B extends Block> {
  /** One of at least so many bytes; zeros where it is new. */
  take(bytes: number): B;
  give(block: B): void;
}

/** A pool that calls `create` for a block of so many bytes where none waits. */
export function createPool<B extends Block>(create: (size: number) => B): Pool<B> {
  const waiting = new Map<number, B[]>();
  return {
    take(bytes) {
      const size = sizeClass(bytes + SLACK);
      return waiting.get(size)?.pop() ?? create(size);
    },
    give(block) {
      const blocks = waiting.get(block.size);
      if (blocks) blocks.push(block);
      else waiting.set(block.size, [block]);
    },
  };
}

// Read behind the end of a block, never written: whole tables are made of the last rows of a panel.
const SLACK = 512;

// Four sizes to each power of two: little is wasted, and much is used again.
function sizeClass(bytes: number): number {
  if (bytes >= 2 ** 30) return Math.ceil(bytes / 2 ** 28) * 2 ** 28;
  const shift = Math.max(6, 29 - Math.clz32(bytes));
  return ((bytes + (1 << shift) - 1) >>> shift) << shift;
}
