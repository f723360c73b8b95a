import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { pipeline } from "node:stream/promises";

/** A plain server of files on loopback, until it is disposed. */
export interface StaticServer extends AsyncDisposable {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** Ends every connection and refuses new ones, until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/**
 * Serves folders, the first that has a file. Without `ranges` it answers as the simplest servers
 * do: every time with the whole file.
 */
export async function serveFolders(
  folders: readonly string[],
  { ranges = true }: { ranges?: boolean } = {},
): Promise<StaticServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "", "http://x").pathname));
    asked.push(path);
    send(folders, path, ranges, request, response).catch(() => response.destroy());
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    stop,
    start: () => listen(port),
    [Symbol.asyncDispose]: async () => {
      if (server.listening) await stop();
    },
  };
}

async function send(
  folders: readonly string[],
  path: string,
  ranges: boolean,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = await findFile(folders, path);
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  const { size } = await stat(file);
  response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
  const range = ranges ? /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") : undefined;
  const start = range ? Number(range[1]) : 0;
  const end = range ? Math.min(Number(range[2]) + 1, size) : size;
  if (range && start >= end) {
    response.writeHead(416, { "Content-Range": `bytes */${size}` }).end();
    return;
  }
  if (range) response.setHeader("Content-Range", `bytes ${start}-${end - 1}/${size}`);
  response.writeHead(range ? 206 : 200, { "Content-Length": end - start });
  if (method === "HEAD" || start === end) response.end();
  else await pipeline(createReadStream(file, { start, end: end - 1 }), response);
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
};

async function findFile(folders: readonly string[], path: string): Promise<string | undefined> {
  for (const folder of folders) {
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return file;
  }
  return undefined;
}
