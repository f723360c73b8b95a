import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { answerRuns } from "./answer-runs.ts";
import { refuse } from "./refuse.ts";
import { isForeign, securityHeaders } from "./security.ts";

export interface ServeViewerOptions {
  /** Folder of the built viewer's index.html. */
  readonly site: string;
  /** A run, or a folder of runs, which need not be there yet. */
  readonly runs: string;
  /** 0 for any that is free; absent: the first that is free from 4848 on. */
  readonly port?: number;
}

/** The viewer on loopback, until it is closed. */
export interface ServedViewer {
  readonly url: string;
  close(): void;
}

/**
 * Serves the viewer, and the runs in a folder below `/runs/`, to browsers of this machine.
 *
 * Whoever asks under another name, or from another site's page, is refused.
 *
 * @throws Error for a port that cannot be had.
 */
export async function serveViewer({ site, runs, port }: ServeViewerOptions): Promise<ServedViewer> {
  // `dev` looks at each request anew: the viewer may be built again meanwhile.
  const servePage = sirv(site, { dev: true, etag: true });
  const server = createServer((request, response) => {
    for (const [name, value] of securityHeaders) response.setHeader(name, value);
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      return refuse(response, 405);
    }
    if (isForeign(request, portOf(server))) return refuse(response, 403);
    if (!request.url?.startsWith("/")) return refuse(response, 400);
    if (request.url.startsWith("/runs/")) {
      answerRuns(request, response, runs).catch(() => response.destroy());
      return;
    }
    // The server of plain files throws at a range that runs backwards, and the page needs none.
    delete request.headers.range;
    servePage(request, response, () => refuse(response, 404));
  });
  await listen(server, port);
  return {
    url: `http://${LOOPBACK}:${portOf(server)}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const LOOPBACK = "127.0.0.1";
const FIRST_PORT = 4848;
const TRIED_PORTS = 20;

async function listen(server: Server, port: number | undefined): Promise<void> {
  const from = port ?? FIRST_PORT;
  const last = port ?? FIRST_PORT + TRIED_PORTS - 1;
  for (let tried = from; ; tried++) {
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once("error", resolve).listen(tried, LOOPBACK, () => {
        server.off("error", resolve);
        resolve(undefined);
      });
    });
    if (!error) return;
    if (error.code !== "EADDRINUSE" || tried === last) {
      const reason = error.code === "EADDRINUSE" ? "is taken" : `cannot be had (${error.message})`;
      throw new Error(`view: port ${tried} ${reason}; give another --port, or 0 for any`);
    }
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
