import { RunError } from "@helmholtz/core";
import { unzipSync } from "fflate";
import { CHECKPOINT_ENDING, LOG, RECORD } from "./run-files.ts";

/** A file of a run, out of a zip archive. */
export interface ZippedFile {
  /** Its path in the archive, with slashes. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes that an archive may have, and that the files of its runs may have together. */
export const MOST_ZIP_BYTES = 2 ** 29;
const MOST_FILES = 10_000;

/**
 * The records, logs and checkpoints in a zip archive; everything else in it stays packed.
 *
 * @param name what the archive is called in messages
 * @throws RunError where it is none, has no run in it, holds too much, or has paths that lead out of it.
 */
export function readZip(zip: Uint8Array, name: string): ZippedFile[] {
  const wanted = new Set<string>();
  let bytes = 0;
  // Before anything is unpacked, all is known of it: what is unpacked has room for no more than this.
  unpack(zip, name, (path, size) => {
    if (leadsOut(path)) {
      throw new RunError(
        `${name}: its path ${path.slice(0, 100)} leads out of the archive, nothing of it was opened; unpack it yourself if you trust it`,
      );
    }
    if (!isOfRun(path)) return false;
    wanted.add(path);
    bytes += size;
    return false;
  });
  if (wanted.size === 0) {
    throw new RunError(
      `${name}: no run is in it; a folder with a ${RECORD} or a checkpoint (${CHECKPOINT_ENDING}) is needed`,
    );
  }
  if (wanted.size > MOST_FILES || bytes > MOST_ZIP_BYTES) {
    throw new RunError(
      `${name}: at most ${MOST_FILES} files of ${megabytes(MOST_ZIP_BYTES)} can be opened here, it holds ${wanted.size} of ${megabytes(bytes)}; unpack it and drop the folder`,
    );
  }
  const files = unpack(zip, name, (path) => wanted.has(path));
  return Object.entries(files).map(([path, bytes]) => ({
    path: withSlashes(path),
    bytes: bytes as Uint8Array<ArrayBuffer>, // fflate makes no others
  }));
}

function unpack(zip: Uint8Array, name: string, take: (path: string, size: number) => boolean) {
  try {
    return unzipSync(zip, {
      filter: ({ name, originalSize }) => take(name, originalSize),
    });
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError(
      `${name}: a zip archive is needed, this one cannot be unpacked (${(error as Error).message}); save it again`,
    );
  }
}

function isOfRun(path: string): boolean {
  const parts = withSlashes(path).split("/");
  const last = parts.at(-1) ?? "";
  // Some systems keep notes of their own beside each file.
  if (parts.some((part) => part.startsWith(".") || part === "__MACOSX")) return false;
  return last === RECORD || last === LOG || last.endsWith(CHECKPOINT_ENDING);
}

function leadsOut(path: string): boolean {
  const written = withSlashes(path);
  return /^(\/|[A-Za-z]:)/.test(written) || written.split("/").includes("..");
}

function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString("en")} MB`;
}
