import { open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file whole or not at all: a temporary file beside it, flushed to the disk, then renamed. */
export async function writeFileAtomic(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    const file = await open(temporary, "w");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

// So that the new name outlives a power failure, too; where a directory cannot be opened, it is not needed.
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r").catch(() => undefined);
  try {
    await directory?.sync();
  } catch {
    // not every file system can
  } finally {
    await directory?.close();
  }
}
