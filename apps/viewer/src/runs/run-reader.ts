import type { RunFiles } from "./run-files.ts";
import type { Answers, Question, Reply, Request, RunNews } from "./run-messages.ts";

/** What reads and follows one run, in the worker that all open runs share. */
export interface RunReader {
  /** @throws Error when the answer cannot be had; the message is for the user. */
  ask<Q extends Question>(question: Q): Promise<Answers[Q["type"]]>;
  close(): void;
}

export interface RunListener {
  onNews(news: RunNews): void;
  /** When it cannot read at all; the message is for the user. */
  onFault(message: string): void;
}

/** Has a run read from its beginning, and followed until it is closed. */
export function openReader({ name, source }: RunFiles, listener: RunListener): RunReader {
  const { port1: port, port2 } = new MessageChannel();
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const closing = new AbortController();
  const { signal } = closing;
  let latest = 0;
  const send = (request: Request) => port.postMessage(request);

  function take(reply: Reply): void {
    switch (reply.type) {
      case "news":
        listener.onNews(reply.news);
        return;
      case "answer":
        calls.get(reply.call)?.resolve(reply.value);
        break;
      case "failure":
        calls.get(reply.call)?.reject(new Error(reply.message));
        break;
      default:
        reply satisfies never;
        return;
    }
    calls.delete(reply.call);
  }

  function rejectAll(message: string): void {
    for (const { reject } of calls.values()) reject(new Error(message));
    calls.clear();
  }

  const showOrHide = () => send({ type: "shown", shown: !document.hidden });
  document.addEventListener("visibilitychange", showOrHide, { signal });
  port.addEventListener("message", ({ data }: MessageEvent<Reply>) => take(data), { signal });
  port.start();
  const worker = sharedWorker();
  const onError = ({ message }: ErrorEvent) => {
    const reason = message || "its worker did not start";
    const fault = `${name}: it could not be read on (${reason}); reload the page`;
    rejectAll(fault);
    listener.onFault(fault);
  };
  worker.addEventListener("error", onError, { signal });
  worker.postMessage(source, [port2]);
  showOrHide();

  return {
    ask<Q extends Question>(question: Q) {
      if (signal.aborted) return Promise.reject(new Error(`${name}: it is closed`));
      const call = ++latest;
      send({ ...question, call });
      return new Promise<Answers[Q["type"]]>((resolve, reject) => {
        calls.set(call, { resolve: resolve as (value: unknown) => void, reject });
      });
    },
    close() {
      send({ type: "close" });
      closing.abort();
      port.close();
      rejectAll(`${name}: it is closed`);
    },
  };
}

let worker: Worker | undefined;

function sharedWorker(): Worker {
  if (worker) return worker;
  const created = new Worker(new URL("./run.worker.ts", import.meta.url), { type: "module" });
  // Those that it reads are told; the next run that is opened has a new one.
  created.addEventListener("error", () => {
    created.terminate();
    worker = undefined;
  });
  worker = created;
  return created;
}
