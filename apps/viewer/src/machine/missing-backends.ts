import type { pageBackendNames } from "./settings.ts";

/** What the backends that are not possible here lack. */
export type MissingBackends = Readonly<Partial<Record<(typeof pageBackendNames)[number], string>>>;

/** Finds out which backends a worker of this page cannot have. Looks once; never rejects. */
export function findMissingBackends(): Promise<MissingBackends> {
  found ??= look();
  return found;
}

let found: Promise<MissingBackends> | undefined;

function look(): Promise<MissingBackends> {
  const worker = new Worker(new URL("./missing-backends.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<MissingBackends>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<MissingBackends>) => resolve(data);
    // Without workers nothing trains, and that says why.
    worker.onerror = () => resolve({});
  }).finally(() => worker.terminate());
}
