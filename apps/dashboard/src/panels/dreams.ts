import type { DreamEvent, RunState } from "@helmholtz/core";
import { createCollage } from "../draw/collage.ts";
import { createMedium, enlarge } from "../draw/medium.ts";
import { inside } from "../draw/panel-frame.ts";
import { rowPictures } from "../draw/picture.ts";
import { scales } from "../draw/scale.ts";
import { planSheet, tile } from "../draw/sheet.ts";
import { formatCount } from "../draw/text.ts";
import type { Drawing, DrawPanel, PanelProps } from "./drawing.ts";
import { frameCollage } from "./frame-collage.ts";
import { createMemo } from "./memoize.ts";
import type { View } from "./view.ts";

/** What the machine dreams, or dreamt at the step that is looked at: the probability that each pixel is on. */
export const dreams: DrawPanel = (props) => {
  const { run, view, style, graphics, width, height } = props;
  const isPast = view.cursor !== undefined;
  const dream = shownDream(run, view);
  const size = [width, height, graphics?.cell.width, graphics?.cell.height];
  return remember([dream, isPast, view.dream, run.start, style, ...size], () =>
    draw(dream, isPast, props),
  );
};

/** The dreams that are looked at: the latest, or those that were stored last by the step looked at. */
export function shownDream(
  run: Pick<RunState, "dream">,
  { cursor, past }: Pick<View, "cursor" | "past">,
): DreamEvent | undefined {
  return cursor === undefined ? run.dream : past?.dream;
}

const remember = createMemo<Drawing>();

function draw(dream: DreamEvent | undefined, isPast: boolean, props: PanelProps): Drawing {
  const { run, view, style, graphics } = props;
  const space = inside(props);
  const medium = createMedium({ glyphs: style.glyphs, cell: graphics?.cell });
  const collage = createCollage(space.rows, style, medium);
  if (!run.start || !dream) {
    collage.text(0, 1, isPast ? "no dreams are stored of then" : "waiting for the first dreams");
    return frameCollage(collage, { title: "dreams" }, props);
  }
  const pictures = rowPictures(dream.images, run.start);
  const { width, height } = run.start;
  const plan = planSheet({ width, height, count: pictures.length }, space, medium);
  const shown = plan?.shown ?? 0;
  const isAll = shown === pictures.length;
  const first = isAll ? 0 : Math.max(0, Math.min(view.dream, pictures.length - 1));
  if (plan) {
    const enlarged = pictures
      .slice(first, first + shown)
      .map((picture) => enlarge(picture, plan.zoom, medium));
    const margin = plan.cells.columns < space.columns ? 1 : 0;
    collage.picture(0, margin, tile(enlarged, plan), scales[style.theme].greys, plan.zoom);
  }
  const last = Math.min(first + shown, pictures.length);
  const some = isAll ? "" : `${last > first + 1 ? `${first + 1}–` : ""}${last}/${pictures.length}`;
  const name = some ? `dreams ${some}` : "dreams";
  const titles = [isPast ? `${name} at step ${formatCount(dream.step)}` : name, name, some];
  const title = titles.find(({ length }) => length <= space.columns - 4) ?? some;
  return { ...frameCollage(collage, { title }, props), shown };
}
