// Reads the logs of all open runs, off the page's thread. It is handed a run's source with a port,
// and follows that run over the port until it is closed.

import { followRun } from "./follow-run.ts";
import { filesOf, type RunSource } from "./run-source.ts";
import { createTurns } from "./turns.ts";

// Browsers open only so many connections to a server, and whoever comes first is read first.
const inTurn = createTurns(3);

addEventListener("message", ({ data, ports: [port] }: MessageEvent<RunSource>) => {
  if (port) followRun(filesOf(data), port, inTurn);
});
