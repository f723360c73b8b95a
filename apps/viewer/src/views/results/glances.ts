import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { type Glance, glanceOf, mayChange } from "./glance.ts";
import { type HeldRun, holdRun } from "./sources/hold-run.ts";
import type { ListedRun } from "./sources/run-place.ts";

const known = signal<ReadonlyMap<string, Glance>>(new Map());

/** What is known of the runs so far, by their keys. */
export const glances: ReadonlySignal<ReadonlyMap<string, Glance>> = known;

/**
 * Reads what the table says of runs, a few at a time, until what it returns is called: first those
 * on the table's page, which are read again when they change and followed while they are under way,
 * then others, once.
 *
 * @param shown the runs on the table's page
 * @param others runs to read when there is nothing else to do
 */
export function watchGlances(
  shown: ReadonlySignal<readonly ListedRun[]>,
  others: ReadonlySignal<readonly ListedRun[]>,
): () => void {
  const readings = new Map<string, Reading>();
  const told = new Map<string, Glance>();
  let telling: ReturnType<typeof setTimeout> | undefined;

  const tell = (key: string, glance: Glance) => {
    told.set(key, glance);
    telling ??= setTimeout(publish, TELL_EVERY_MS);
  };
  const publish = () => {
    clearTimeout(telling);
    telling = undefined;
    known.value = new Map([...known.peek(), ...told]);
    told.clear();
  };
  const end = (key: string) => {
    readings.get(key)?.stop();
    readings.delete(key);
  };
  const begin = (listed: ListedRun) => {
    const { key, updated, source } = listed;
    const held: HeldRun = holdRun(listed);
    const reading: Reading = { source, isRead: false, stop: () => {} };
    readings.set(key, reading);
    const stopFollowing = effect(() => {
      const glance = glanceOf(held.run);
      tell(key, glance);
      if (glance.state === "reading") return;
      if (!reading.isRead) versions.set(key, updated);
      reading.isRead = true;
      const isFollowed = mayChange(glance) && shown.peek().some((run) => run.key === key);
      if (!isFollowed) queueMicrotask(() => end(key));
      queueMicrotask(next);
    });
    reading.stop = () => {
      stopFollowing();
      held.release();
    };
  };
  const next = () => {
    const room = () =>
      [...readings.values()].filter(({ isRead }) => !isRead).length < MOST_AT_A_TIME;
    for (const run of shown.peek()) {
      if (!room()) return;
      const isOld = !versions.has(run.key) || versions.get(run.key) !== run.updated;
      if (isOld && !readings.has(run.key)) begin(run);
    }
    for (const run of others.peek()) {
      if (!room()) return;
      if (!versions.has(run.key) && !readings.has(run.key)) begin(run);
    }
  };

  const stop = effect(() => {
    const wanted = new Map([...shown.value, ...others.value].map((run) => [run.key, run]));
    const onPage = new Set(shown.value.map(({ key }) => key));
    for (const [key, { source, isRead }] of readings) {
      const run = wanted.get(key);
      if (!run || run.source !== source || (isRead && !onPage.has(key))) end(key);
    }
    untracked(next);
  });
  return () => {
    stop();
    for (const key of [...readings.keys()]) end(key);
    publish();
  };
}

interface Reading extends Pick<HeldRun, "source"> {
  isRead: boolean;
  stop(): void;
}

const MOST_AT_A_TIME = 4;
const TELL_EVERY_MS = 200;

// When each run that has been read had last changed then.
const versions = new Map<string, number | undefined>();
