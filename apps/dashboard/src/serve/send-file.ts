import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { refuse } from "./refuse.ts";

/**
 * Sends a file, or the one range of its bytes that is asked for: as much as it has now, also while
 * another process writes it. What is no plain file is 404.
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { path, type }: { readonly path: string; readonly type: string },
): Promise<void> {
  await using file = await openFile(path);
  const size = file && (await file.stat()).size;
  if (!file || size === undefined) {
    return refuse(response, 404);
  }
  const range = parseRange(request.headers.range, size);
  if (range && range.start >= range.end) {
    response.setHeader("Content-Range", `bytes */${size}`);
    return refuse(response, 416);
  }
  const { start, end } = range ?? { start: 0, end: size };
  response.writeHead(range ? 206 : 200, {
    "Accept-Ranges": "bytes",
    "Content-Type": type,
    "Content-Length": end - start,
    ...(range && { "Content-Range": `bytes ${start}-${end - 1}/${size}` }),
  });
  if (request.method === "HEAD" || start === end) {
    response.end();
    return;
  }
  const bytes = file.createReadStream({ start, end: end - 1, autoClose: false });
  await pipeline(bytes, response, { end: false });
  // Of a file that was cut meanwhile, the rest that was promised never comes.
  if (bytes.bytesRead < end - start) response.destroy();
  else response.end();
}

/**
 * Bytes from `start` to before `end` that a Range header asks for, within the size; undefined where
 * it asks for none, for several ranges, or for none that makes sense.
 */
function parseRange(header: string | undefined, size: number) {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  if (from === "") return { start: Math.max(0, size - Number(to)), end: size };
  const end = to === "" ? size : Math.min(Number(to) + 1, size);
  const isBackwards = to !== "" && Number(to) < Number(from);
  return isBackwards ? undefined : { start: Number(from), end };
}

// A pipe in a file's place must not be waited for, nor a link followed that was not there before.
async function openFile(path: string): Promise<FileHandle | undefined> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const file = await open(path, flags).catch(() => undefined);
  if ((await file?.stat())?.isFile()) return file;
  await file?.close();
  return undefined;
}
