import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { DataError } from "../datasets/data-error.ts";

export interface DownloadOptions {
  /** The file that grows: what it holds already is not asked for again. */
  part: string;
  /** Stops, and leaves the part for the next time. */
  signal?: AbortSignal;
  /** Bytes of the part so far, and of the whole where the server tells. */
  onProgress?: (received: number, total?: number) => void;
  /** Milliseconds before the first retry, doubled before each further one. Default 500. */
  retryDelay?: number;
}

const ATTEMPTS = 5;

/**
 * Downloads what is missing of a file, over several attempts where the connection fails.
 *
 * That the part is of the same file is only known for one that this call began (by ETag), so
 * check the whole file afterwards.
 *
 * @throws DataError when the server does not have it, fails again and again, or the part cannot be
 * written.
 * @throws the signal's reason once that is aborted.
 */
export async function download(url: string, options: DownloadOptions): Promise<void> {
  const { part, signal, onProgress, retryDelay = 500 } = options;
  let tag: string | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      const have = await sizeOf(part);
      const response = await request(url, have, tag, signal);
      tag = strongTag(response);
      await receive(response, have, { part, signal, onProgress });
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (isFileError(error)) cannotWrite(part)(error);
      if (error instanceof StalePart) await rm(part, { force: true });
      if (attempt === ATTEMPTS || isFinal(error)) {
        throw new DataError(
          `${url}: cannot be downloaded (${reason(error)}); try again later, or another mirror with --mirror URL`,
        );
      }
    }
    await setTimeout(retryDelay * 2 ** (attempt - 1), undefined, { signal }).catch(() =>
      signal?.throwIfAborted(),
    );
  }
}

/** Says that a path cannot be written, for `catch`. */
export function cannotWrite(path: string): (error: unknown) => never {
  return (error) => {
    throw new DataError(
      `${path}: cannot be written (${(error as Error).message}); make room, or choose another cache directory with HELMHOLTZ_CACHE`,
    );
  };
}

async function request(
  url: string,
  have: number,
  tag: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Response> {
  // Encoded once more on the way, the bytes of a range would not be those of the file.
  const headers = new Headers({ "accept-encoding": "identity" });
  if (have > 0) headers.set("range", `bytes=${have}-`);
  // A file that has changed since then comes whole.
  if (have > 0 && tag) headers.set("if-range", tag);
  const response = await fetch(url, { headers, signal });
  if (response.ok) return response;
  await response.body?.cancel();
  throw response.status === 416 ? new StalePart("HTTP 416") : new HttpError(response.status);
}

async function receive(
  response: Response,
  have: number,
  { part, signal, onProgress }: DownloadOptions,
): Promise<void> {
  const from = response.status === 206 ? rangeStart(response) : 0;
  if (from !== 0 && from !== have) {
    await response.body?.cancel();
    throw new StalePart(`the range from ${have} was asked for, that from ${from} came`);
  }
  const length = response.headers.get("content-length");
  const total = length ? from + Number(length) : undefined;
  let received = from;
  async function* counted(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    for await (const chunk of chunks) {
      received += chunk.length;
      onProgress?.(received, total);
      yield chunk;
    }
  }
  const file = createWriteStream(part, from > 0 ? { flags: "r+", start: from } : {});
  await pipeline(counted(response.body ?? []), file, { signal });
}

/** The part is not the beginning of what the server has now. */
class StalePart extends Error {}

class HttpError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

// Whether the same request would fail the same way once more.
function isFinal(error: unknown): boolean {
  if (error instanceof HttpError) {
    return error.status < 500 && error.status !== 408 && error.status !== 429;
  }
  const code = (error as { cause?: { code?: string } }).cause?.code ?? "";
  return ["ECONNREFUSED", "ENOTFOUND", "ENETUNREACH", "EHOSTUNREACH"].includes(code);
}

// `fetch` says no more than "fetch failed"; the cause says why.
function reason(error: unknown): string {
  const { message, cause } = error as {
    message: string;
    cause?: { code?: string; message?: string };
  };
  return cause?.message || cause?.code || message;
}

function isFileError(error: unknown): boolean {
  return ["stat", "open", "write"].includes((error as NodeJS.ErrnoException).syscall ?? "");
}

// "bytes 100-199/200"
function rangeStart({ headers }: Response): number {
  return Number(/^bytes (\d+)-/.exec(headers.get("content-range") ?? "")?.[1]);
}

// Only a strong validator may say that the bytes are the same.
function strongTag({ headers }: Response): string | undefined {
  const tag = headers.get("etag");
  return tag && !tag.startsWith("W/") ? tag : undefined;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}
