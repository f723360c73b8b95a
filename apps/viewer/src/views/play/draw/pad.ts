import type { GreyImages } from "@helmholtz/core";
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Point, Size } from "../../../pictures/grey/grey-picture.ts";
import { state } from "../play-state.ts";
import { placeLikeMnist } from "./place-like-mnist.ts";
import { isFine, rasterize, type Stroke } from "./strokes.ts";

/** What lies on a pad: a picture, and strokes upon it. */
interface Drawing {
  /** [width × height], 0 to 1. */
  readonly base?: Float32Array;
  readonly strokes: readonly Stroke[];
}

/** A pad to draw an image on. */
export interface Pad extends Size {
  /** What was drawn, where it was drawn: [width × height], 0 to 1. */
  readonly drawn: ReadonlySignal<Float32Array>;
  /** The one image that the machine gets: centred and scaled where that is wanted and nothing lies below. */
  readonly image: ReadonlySignal<GreyImages>;
  readonly isEmpty: ReadonlySignal<boolean>;
  readonly canUndo: ReadonlySignal<boolean>;
  /** Sets the pen down. */
  begin(at: Point, erases: boolean): void;
  /** Moves the pen that is down. */
  move(to: readonly Point[]): void;
  clear(): void;
  /** Takes back the last stroke, picture or clearing. */
  undo(): void;
  /** Lays down a picture instead of all that is there: [width × height], 0 to 1. */
  lay(base: Float32Array): void;
}

/** The pad for images of a size: one for each, as long as the page. */
export function padOf({ width, height }: Size): Pad {
  const name = `${width} ${height}`;
  const pad = pads.get(name) ?? createPad({ width, height });
  pads.set(name, pad);
  return pad;
}

const pads = new Map<string, Pad>();
const NOTHING: Drawing = { strokes: [] };
const MOST_UNDONE = 100;

function createPad(size: Size): Pad {
  const drawing = signal(NOTHING);
  const before = signal<readonly Drawing[]>([]);
  const change = (next: Drawing) => {
    before.value = [...before.peek(), drawing.peek()].slice(-MOST_UNDONE);
    drawing.value = next;
  };
  // Coarse pixels are drawn one by one.
  const snap = (point: Point) =>
    isFine(size) ? point : { x: Math.floor(point.x) + 0.5, y: Math.floor(point.y) + 0.5 };
  return {
    ...size,
    drawn: computed(() => rasterize(drawing.value.strokes, size, undefined, drawing.value.base)),
    image: computed(() => {
      const { base, strokes } = drawing.value;
      const isMoved = !base && isFine(size) && state.centre.value;
      const placement = isMoved ? placeLikeMnist(strokes, size) : undefined;
      const grey = rasterize(strokes, size, placement, base);
      return { ...size, pixels: Uint8Array.from(grey, (value) => Math.round(255 * value)) };
    }),
    isEmpty: computed(() => drawing.value === NOTHING),
    canUndo: computed(() => before.value.length > 0),
    begin(at, erases) {
      const { base, strokes } = drawing.peek();
      change({ ...(base && { base }), strokes: [...strokes, { points: [snap(at)], erases }] });
    },
    move(to) {
      const { base, strokes } = drawing.peek();
      const last = strokes.at(-1);
      if (!last) return;
      const stroke = { ...last, points: [...last.points, ...to.map(snap)] };
      drawing.value = { ...(base && { base }), strokes: [...strokes.slice(0, -1), stroke] };
    },
    clear() {
      if (drawing.peek() !== NOTHING) change(NOTHING);
    },
    undo() {
      const last = before.peek().at(-1);
      if (!last) return;
      before.value = before.peek().slice(0, -1);
      drawing.value = last;
    },
    lay: (base) => change({ base, strokes: [] }),
  };
}
