import { CHECKPOINTS, type RunFiles, UnreachableError } from "./run-files.ts";

/** A run on a server: `helmholtz view`, or any that serves files. */
export interface ServedRun {
  readonly type: "served";
  readonly id: string;
  readonly name: string;
  /** Of its directory, with a slash at the end. */
  readonly url: string;
}

/**
 * The files of a run on a server. One that knows no ranges gives whole files: the last is kept, as
 * a blob, for the pieces that are asked for next.
 */
export function servedFiles(run: ServedRun): RunFiles {
  let whole: { readonly path: string; readonly bytes: Blob } | undefined;
  let knowsRanges = true;

  async function keepWhole(path: string, response: Response): Promise<Blob> {
    whole = { path, bytes: await response.blob() };
    return whole.bytes;
  }

  return {
    source: run,
    id: run.id,
    name: run.name,
    title: (path) => `${run.name}/${path}`,
    size: (path) =>
      reach(async () => {
        const url = new URL(path, run.url);
        // A range is sent as it is in the file, so that what it says of the size is true of the file.
        const init = knowsRanges ? { headers: { Range: "bytes=0-0" } } : { method: "HEAD" };
        const response = await request(url, init);
        if (!response) return undefined;
        knowsRanges &&= response.status !== 200;
        await response.body?.cancel();
        const stated = statedSize(response);
        if (stated !== undefined) return stated;
        const given = await request(url);
        return given && (await keepWhole(path, given)).size;
      }),
    read: (path, from, to) =>
      reach(async () => {
        if (from >= to) return new Uint8Array();
        if (whole?.path === path && whole.bytes.size >= to) return bytesOf(whole.bytes, from, to);
        const headers = { Range: `bytes=${from}-${to - 1}` };
        const response = await request(new URL(path, run.url), { headers });
        if (!response || response.status === 416) return new Uint8Array();
        if (response.status === 206) return new Uint8Array(await response.arrayBuffer());
        return bytesOf(await keepWhole(path, response), from, to);
      }),
    async checkpoints() {
      const steps = await fetchJson(new URL(`${CHECKPOINTS}/index.json`, run.url));
      if (!Array.isArray(steps)) return [];
      return steps.filter((step) => Number.isSafeInteger(step)).sort((a, b) => a - b);
    },
  };
}

// Undefined where there is no such file, or another page in its place.
async function fetchJson(url: URL): Promise<unknown> {
  return await reach(async () => {
    const response = await request(url);
    return await response?.json().catch((error) => {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    });
  });
}

// Undefined where there is no such file.
async function request(url: URL, init?: RequestInit): Promise<Response | undefined> {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(url, { cache: "no-store", signal, ...init });
  if (response.ok || response.status === 416) return response;
  await response.body?.cancel();
  if (response.status === 404 || response.status === 410) return undefined;
  throw new UnreachableError(`${url.pathname}: the server answers ${response.status}`);
}

const PATIENCE = 30_000;

async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnreachableError) throw error;
    throw new UnreachableError(
      `the server does not answer (${(error as Error).message}); start it again, or wait`,
    );
  }
}

// Size of the file that a response is of, where it says it; of what is packed, it says another.
function statedSize({ status, headers }: Response): number | undefined {
  if (status === 206 || status === 416) {
    const [, size] = /\/(\d+)$/.exec(headers.get("Content-Range") ?? "") ?? [];
    return size === undefined && status === 416 ? 0 : toNumber(size);
  }
  return headers.has("Content-Encoding") ? undefined : toNumber(headers.get("Content-Length"));
}

function toNumber(text: string | null | undefined): number | undefined {
  return text ? Number(text) : undefined;
}

async function bytesOf(blob: Blob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(from, to).arrayBuffer());
}
