import type { View } from "../panels/view.ts";

const PAGE = 10;

/** Scrolls what covers the panels; any key that does not scroll puts it away. */
export function scrollCover(
  view: Pick<View, "cover" | "scroll">,
  key: string,
  lines: number,
): void {
  const by = SCROLL[key];
  if (by === undefined) view.cover = undefined;
  else view.scroll = Math.max(0, Math.min(lines - 1, view.scroll + by));
}

const SCROLL: Readonly<Record<string, number>> = {
  up: -1,
  down: 1,
  pageup: -PAGE,
  pagedown: PAGE,
  home: Number.NEGATIVE_INFINITY,
  end: Number.POSITIVE_INFINITY,
};
