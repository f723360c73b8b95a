import type { DreamEvent } from "@helmholtz/core";
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

/** What the machine dreams, or dreamt at the step that is looked at: the probability that each pixel is on. */
export const dreams: DrawPanel = (props) => {
  const { run, view, style, graphics, width, height } = props;
  const isPast = view.cursor !== undefined;
  const dream = isPast ? view.past?.dream : run.dream;
  const size = [width, height, graphics?.cell.width, graphics?.cell.height];
  return remember([dream, isPast, run.start, style, ...size], () => draw(dream, isPast, props));
};

const remember = createMemo<Drawing>();

function draw(dream: DreamEvent | undefined, isPast: boolean, props: PanelProps): Drawing {
  const { run, style, graphics } = props;
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
  if (plan) {
    const enlarged = pictures
      .slice(0, plan.shown)
      .map((picture) => enlarge(picture, plan.zoom, medium));
    const margin = plan.cells.columns < space.columns ? 1 : 0;
    collage.picture(0, margin, tile(enlarged, plan), scales[style.theme].greys, plan.zoom);
  }
  const shown = plan?.shown ?? 0;
  const some = shown < pictures.length ? ` ${shown}/${pictures.length}` : "";
  const when = isPast ? ` at step ${formatCount(dream.step)}` : "";
  return { ...frameCollage(collage, { title: `dreams${some}${when}` }, props), shown };
}
