import type { Act, Mark } from "@helmholtz/core";
import type { Note } from "./chart-data.ts";

/** Marks that are too close together to be told apart, as one. */
export interface PlacedMark {
  /** Pixels along the axis. */
  readonly at: number;
  readonly color: string;
  /** What was done, and when. */
  readonly title: string;
}

// Pixels between two marks.
const APART = 9;

/** What was done to a run as marks on an axis; what leaves no trace in a curve has none. */
export function placeMarks(
  marks: readonly (Mark | Note)[],
  at: (step: number) => number,
  when: (step: number) => string,
): PlacedMark[] {
  const placed: PlacedMark[] = [];
  const ordered = marks
    .filter((mark) => "title" in mark || isTelling(mark.act))
    .map((mark) => ({
      at: at(mark.step),
      color: "title" in mark ? "var(--accent)" : colorOf(mark.act),
      title: `${when(mark.step)}: ${"title" in mark ? mark.title : actWords(mark.act)}`,
    }))
    .filter((mark) => Number.isFinite(mark.at))
    .sort((a, b) => a.at - b.at);
  for (const mark of ordered) {
    const last = placed.at(-1);
    if (last && mark.at - last.at < APART) {
      placed[placed.length - 1] = { ...last, title: `${last.title}\n${mark.title}` };
    } else placed.push(mark);
  }
  return placed;
}

// "paused", or "wake off, rate 0.002".
function actWords(act: Act): string {
  switch (act.type) {
    case "pause":
      return "paused";
    case "resume":
      return "resumed";
    case "advance":
      return `one ${act.by} by hand`;
    case "change": {
      const options = Object.entries(act.rule ?? {}).map(
        ([name, value]) => `${name} ${optionWords(value)}`,
      );
      const rate = act.rate === undefined ? [] : [`rate ${[act.rate].flat().join(", ")}`];
      return [...options, ...rate].join(", ");
    }
    case "save":
      return "saved";
    case "stop":
      return "stopped";
    case "quit":
      return "ended without saving";
    default:
      return act satisfies never;
  }
}

function isTelling({ type }: Act): boolean {
  return type === "pause" || type === "change" || type === "save";
}

function colorOf(act: Act): string {
  if (act.type === "change" && act.rate === undefined) {
    const [phase] = Object.keys(act.rule ?? {});
    if (phase === "wake" || phase === "sleep") return `var(--${phase})`;
  }
  return "var(--muted)";
}

// A phase is on where it has directions to learn.
function optionWords(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length > 0 ? "on" : "off";
}
