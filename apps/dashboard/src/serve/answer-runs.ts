import type { IncomingMessage, ServerResponse } from "node:http";
import { listCheckpoints, listRuns } from "./list-runs.ts";
import { refuse } from "./refuse.ts";
import { runPath } from "./run-path.ts";
import { parseRunUrl } from "./run-url.ts";
import { sendFile } from "./send-file.ts";

/**
 * Answers a request below `/runs/`: the list of runs with the path that they are below, or one file
 * of one of them. What is not there and what may not be read are both 404.
 *
 * @param runs a run, or a folder of runs, which need not be there yet
 */
export async function answerRuns(
  request: IncomingMessage,
  response: ServerResponse,
  runs: string,
): Promise<void> {
  const asked = parseRunUrl(request.url ?? "");
  // A run changes while it is read.
  response.setHeader("Cache-Control", "no-store");
  if (asked?.type === "runs") {
    return sendJson(request, response, { folder: runs, runs: (await listRuns(runs)).runs });
  }
  const path = asked && (await runPath(runs, asked));
  if (!asked || path === undefined) {
    refuse(response, 404);
  } else if (asked.type === "checkpoints") {
    sendJson(request, response, await listCheckpoints(path));
  } else {
    await sendFile(request, response, { path, type: CONTENT_TYPES[asked.type] });
  }
}

const CONTENT_TYPES = {
  record: "application/json",
  log: "application/x-ndjson",
  checkpoint: "application/octet-stream",
};

function sendJson(request: IncomingMessage, response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
