import { batch, signal } from "@preact/signals";
import { servedFiles } from "../../../runs/http-files.ts";
import { openRun } from "../../../runs/open-run.ts";
import type { ListedRun, RunPlace } from "./run-place.ts";

export interface ServedPlaceOptions {
  /** Folder beside the page, and the first part of the keys. */
  readonly folder: string;
  readonly title: string;
  /** Milliseconds between two looks while the page is seen; absent: one look that succeeds is enough. */
  readonly every?: number;
}

/**
 * The runs that `<folder>/index.json` lists: `[{ "id", "name", "updated" }]`, each with its files in
 * `<folder>/<id>/`. Where there is no such list, there are no runs.
 */
export function servedPlace({ folder, title, every }: ServedPlaceOptions): RunPlace {
  const runs = signal<readonly ListedRun[]>([]);
  const isListed = signal(false);
  const problem = signal<string>();
  let listed = "[]";

  const list = async (abort: AbortSignal): Promise<void> => {
    try {
      const text = await fetchList(`${folder}/index.json`, abort);
      const found = text === listed ? runs.peek() : parseList(text, folder, title);
      listed = text;
      batch(() => {
        runs.value = found;
        isListed.value = true;
        problem.value = undefined;
      });
    } catch (error) {
      if (abort.aborted) return;
      batch(() => {
        isListed.value = true;
        problem.value = `${title}: the list of runs cannot be had (${(error as Error).message}). Trying again every few seconds.`;
      });
    }
  };

  return {
    ...{ title, runs, isListed, problem },
    watch() {
      const abort = new AbortController();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const look = async () => {
        if (!document.hidden) await list(abort.signal);
        const next = isListed.peek() && problem.peek() === undefined ? every : RETRY_MS;
        if (next !== undefined && !abort.signal.aborted) timer = setTimeout(look, next);
      };
      void look();
      return () => {
        abort.abort();
        clearTimeout(timer);
      };
    },
  };
}

const RETRY_MS = 3000;

async function fetchList(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, cache: "no-store" });
  if (response.status === 404) return "[]";
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  const text = await response.text();
  // Some servers answer with their page for whatever is not there.
  return text.trimStart().startsWith("<") ? "[]" : text;
}

/** @throws Error for what is no list; an entry that is no run is left out. */
function parseList(text: string, folder: string, place: string): ListedRun[] {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries)) throw new Error("it is no list");
  const runs = new Map<string, ListedRun>();
  for (const entry of entries as readonly (Record<string, unknown> | null)[]) {
    const { id, name = id, updated } = entry ?? {};
    if (typeof id !== "string" || typeof name !== "string" || !isPath(id)) continue;
    const key = `${folder}/${id}`;
    const path = `${folder}/${id.split("/").map(encodeURIComponent).join("/")}/`;
    runs.set(key, {
      ...{ key, name, place },
      ...(typeof updated === "number" && { updated }),
      open: () => {
        const { href } = new URL(path, document.baseURI);
        return openRun(servedFiles({ type: "served", id: key, name, url: href }));
      },
    });
  }
  return [...runs.values()];
}

// Names with slashes between, none of which leads elsewhere.
function isPath(id: string): boolean {
  return id.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
