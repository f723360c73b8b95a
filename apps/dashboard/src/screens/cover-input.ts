import type { View } from "../panels/view.ts";
import type { MouseInput } from "../terminal/input.ts";

type CoveredView = Pick<View, "cover" | "scroll">;

/** Takes a key for the cover, of so many lines: it scrolls, or puts the cover away. */
export function pressCover(view: CoveredView, key: string, lines: number): void {
  const by = SCROLL[key];
  if (by === undefined) view.cover = undefined;
  else scroll(view, by, lines);
}

/** Takes the mouse for the cover, of so many lines: the wheel scrolls, a press puts the cover away. */
export function touchCover(view: CoveredView, mouse: MouseInput, lines: number): void {
  if (mouse.type === "wheel") scroll(view, WHEEL * mouse.delta, lines);
  else if (mouse.type === "press") view.cover = undefined;
}

const WHEEL = 3;
const PAGE = 10;

const SCROLL: Readonly<Record<string, number>> = {
  up: -1,
  down: 1,
  pageup: -PAGE,
  pagedown: PAGE,
  home: Number.NEGATIVE_INFINITY,
  end: Number.POSITIVE_INFINITY,
};

function scroll(view: CoveredView, by: number, lines: number): void {
  view.scroll = Math.max(0, Math.min(lines - 1, view.scroll + by));
}
