import { batch, signal } from "@preact/signals";
import { SERVER_GONE } from "../../../app/server-gone.ts";
import { servedFiles } from "../../../runs/http-files.ts";
import { openRun } from "../../../runs/open-run.ts";
import type { ListedRun, RunPlace } from "./run-place.ts";

export interface ServedPlaceOptions {
  /** Folder beside the page, and the first part of the keys. */
  readonly folder: string;
  readonly title: string;
  /** Whether its runs come with the page. Default false. */
  readonly isShipped?: boolean;
  /** Milliseconds between two looks while the page is seen; absent: one look that succeeds is enough. */
  readonly every?: number;
}

/**
 * The runs that `<folder>/index.json` lists: `[{ "id", "name", "updated", "written" }]`, each with its
 * files in `<folder>/<id>/`; or, with the path of the folder that they are in on its server's disk,
 * `{ "folder", "runs": [] }`. Where there is no such list, there are no runs.
 */
export function servedPlace(options: ServedPlaceOptions): RunPlace {
  const { title, every } = options;
  const runs = signal<readonly ListedRun[]>([]);
  const folder = signal<string>();
  const isListed = signal(false);
  const problem = signal<string>();
  let listed = "[]";

  const list = async (abort: AbortSignal): Promise<void> => {
    try {
      const text = await fetchList(`${options.folder}/index.json`, abort);
      const found = text === listed ? undefined : parseList(text, options);
      listed = text;
      batch(() => {
        if (found) {
          runs.value = found.runs;
          folder.value = found.folder;
        }
        isListed.value = true;
        problem.value = undefined;
      });
    } catch (error) {
      if (abort.aborted) return;
      batch(() => {
        isListed.value = true;
        // A connection that is refused is a TypeError.
        problem.value =
          error instanceof TypeError
            ? `${SERVER_GONE} The runs that it listed stay here, and go on when it is back.`
            : `The list of runs cannot be had: ${(error as Error).message}. Trying again every few seconds.`;
      });
    }
  };

  return {
    ...{ title, runs, isListed, problem, folder },
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
function parseList(text: string, { folder, title: place, isShipped }: ServedPlaceOptions) {
  const given: unknown = JSON.parse(text);
  const list = Array.isArray(given) ? { runs: given } : (given as Fields);
  if (!Array.isArray(list?.runs)) throw new Error("it is no list");
  const runs = new Map<string, ListedRun>();
  for (const entry of list.runs as readonly Fields[]) {
    const { id, name = id, updated, written } = entry ?? {};
    if (typeof id !== "string" || typeof name !== "string" || !isPath(id)) continue;
    const key = `${folder}/${id}`;
    const path = `${folder}/${id.split("/").map(encodeURIComponent).join("/")}/`;
    runs.set(key, {
      ...{ key, name, place },
      ...(isShipped && { isShipped }),
      ...(typeof updated === "number" && { updated }),
      ...(typeof written === "boolean" && { isWritten: written }),
      open: () => {
        const { href } = new URL(path, document.baseURI);
        return openRun(servedFiles({ type: "served", id: key, name, url: href }));
      },
    });
  }
  return {
    runs: [...runs.values()],
    folder: typeof list.folder === "string" ? list.folder : undefined,
  };
}

type Fields = Readonly<Record<string, unknown>> | null;

// Names with slashes between, none of which leads elsewhere.
function isPath(id: string): boolean {
  return id.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
