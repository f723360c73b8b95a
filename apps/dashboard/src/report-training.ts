import { encodeEvent, type RunEvent } from "@helmholtz/core";
import { EXIT } from "./errors.ts";
import { openTraining } from "./open-training.ts";
import { createPlainReport } from "./plain-report.ts";
import type { RunSource } from "./run-source.ts";
import { createRunModel } from "./screens/run-model.ts";
import type { TrainingRequest, WorkerTraining } from "./train-in-worker.ts";

export interface ReportTrainingOptions {
  /** Every event as a line of JSON; plain lines otherwise. */
  readonly json?: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Trains, and prints how it goes: for a pipe, a file, or a log. Ctrl-C stops and saves; so does the
 * end of who reads the pipe.
 */
export async function reportTraining(
  request: TrainingRequest,
  { json, env }: ReportTrainingOptions,
): Promise<void> {
  const { training, past, source } = await openTraining(request);
  const print = json ? jsonLines(source) : await plainLines();
  stopOnSignals(training);
  let isRead = true;
  process.on("SIGPIPE", () => {
    if (isRead) training.act({ type: "stop" });
    isRead = false;
  });
  for await (const event of training.events) {
    const lines = print(event);
    if (isRead) for (const line of lines) console.log(line);
  }

  // What was before a resumption counts, but has been printed then.
  async function plainLines() {
    const model = createRunModel(source);
    for await (const event of past) model.take(event);
    return createPlainReport(model, { dreams: Boolean(env.CI) });
  }
}

function jsonLines({ path, record: { parent } }: RunSource): (event: RunEvent) => string[] {
  const where = { run: path, ...(parent && { parent }) };
  return (event) =>
    event.type === "progress" || event.type === "weights"
      ? []
      : [encodeEvent(event, event.type === "start" ? where : {})];
}

// The first signal lets training save, a second one does not.
function stopOnSignals(training: WorkerTraining): void {
  let interrupted: number | undefined;
  const interrupt = () => {
    const now = performance.now();
    if (interrupted !== undefined && now - interrupted > ONE_KEY_MS) process.exit(EXIT.interrupted);
    interrupted ??= now;
    process.exitCode = EXIT.interrupted;
    training.act({ type: "stop" });
  };
  // To the end of the process: the same key may arrive once more while it is ending.
  for (const signal of SIGNALS) process.on(signal, interrupt);
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

// One key may arrive twice: from the terminal, and from a package manager that passes it on.
const ONE_KEY_MS = 1000;
