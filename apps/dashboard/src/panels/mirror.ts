import type { PhasesEvent } from "@helmholtz/core";
import { cellsOf } from "../draw/cells.ts";
import { createCollage } from "../draw/collage.ts";
import { createMedium } from "../draw/medium.ts";
import { inside } from "../draw/panel-frame.ts";
import { gridWidth } from "../draw/picture.ts";
import { pictureLines } from "../draw/picture-lines.ts";
import { scales } from "../draw/scale.ts";
import type { Style } from "../draw/style.ts";
import { formatCount } from "../draw/text.ts";
import { PHASES, phasesOff } from "../phases.ts";
import type { Drawing, DrawPanel, PanelProps } from "./drawing.ts";
import { frameCollage } from "./frame-collage.ts";
import { createMemo } from "./memoize.ts";
import { arrangeMirror } from "./mirror/arrange.ts";
import { putArrows, putCaptions, putHeading, putSpine } from "./mirror/labels.ts";
import { slotPicture } from "./mirror/slot-picture.ts";
import { missingWords } from "./mirror/words.ts";

/**
 * What both phases do, side by side. In wake, recognition draws the states of every layer from a
 * datum, and generative predicts each layer from the one above: what it learns from. In sleep,
 * generative draws from the top down to a dream, and recognition predicts each layer from the one
 * below. A prediction is grey where the states came out so, and coloured where they did not.
 */
export const mirror: DrawPanel = (props) => {
  const { run, learning, view, style, graphics, width, height } = props;
  const isPast = view.cursor !== undefined;
  const phases = isPast ? view.past?.phases : run.phases;
  const size = [width, height, graphics?.cell.width, graphics?.cell.height];
  const { wake, sleep } = learning;
  return remember([phases, isPast, run.start, style, wake, sleep, ...size], () =>
    draw(phases, isPast, props),
  );
};

const remember = createMemo<Drawing>();

function draw(phases: PhasesEvent | undefined, isPast: boolean, props: PanelProps): Drawing {
  const { run, learning, style, graphics } = props;
  const space = inside(props);
  const medium = createMedium({ glyphs: style.glyphs, cell: graphics?.cell });
  const collage = createCollage(space.rows, style, medium);
  if (!run.start || !phases) {
    collage.text(0, 1, isPast ? "nothing is stored of then" : "waiting for the first phases");
    return frameCollage(collage, { title: "wake | sleep" }, props);
  }
  const { width, height } = run.start;
  const { states } = phases.wake;
  const shapes = states.map(({ cols }, layer) => {
    const across = layer === 0 ? width : gridWidth(cols);
    return { width: across, height: layer === 0 ? height : Math.ceil(cols / across) };
  });
  const images = Math.min(states[0]?.rows ?? 0, phases.sleep.states[0]?.rows ?? 0);
  const arrangement = arrangeMirror({ shapes, images }, space, medium);
  if (arrangement) {
    const off = phasesOff(learning);
    for (const phase of PHASES) {
      const half = arrangement[phase];
      putHeading(collage, phase, { arrangement, isOff: off.includes(phase) }, style);
      if (arrangement.captions) putCaptions(collage, phase, arrangement, style);
      if (!arrangement.upright) putArrows(collage, phase, arrangement, style);
      half.blocks.forEach((block, image) => {
        for (const slot of half.slots) {
          const picture = slotPicture(phases[phase], { phase, slot, image, width }, medium);
          const [row, column] = [block.row + slot.row, block.column + slot.column];
          collage.picture(row, column, picture, scales[style.theme].surprises, slot.zoom);
        }
      });
    }
    if (arrangement.upright) putSpine(collage, arrangement, style);
  }
  const named = titleOf(phases, isPast);
  const colors = legend(style);
  const isFree = space.rows > (arrangement?.rows ?? 0) && cellsOf(colors) + 2 <= space.columns;
  const fits = (title: string, note = "") =>
    title.length + (note ? cellsOf(note) + 3 : 0) + 4 <= space.columns;
  const words = missingWords(shapes.length, arrangement);
  const missing = [named, "wake | sleep"].flatMap((name) => words.map((one) => `${name} · ${one}`));
  const title =
    missing.find((title) => fits(title, isFree ? "" : colors)) ??
    missing.find((title) => fits(title)) ??
    named;
  const noted = fits(title, colors);
  if (!noted && isFree) collage.text(space.rows - 1, 1, colors);
  const shown = arrangement?.wake.blocks.length ?? 0;
  return { ...frameCollage(collage, { title, note: noted ? colors : undefined }, props), shown };
}

function titleOf({ step, of, phase }: PhasesEvent, isPast: boolean): string {
  if (of === "step") {
    return `wake | sleep · step ${formatCount(step)}${phase ? `, after ${phase}` : ""}`;
  }
  return isPast ? `wake | sleep at step ${formatCount(step)}` : "wake | sleep";
}

function legend(style: Style): string {
  const { surprises } = scales[style.theme];
  const mark = (value: number) => {
    const [line = ""] = pictureLines(
      { width: 1, height: 2, values: Float32Array.of(value, value) },
      { ...style, scale: surprises },
    );
    return line;
  };
  const [on, off] = [style.dim("on, predicted off"), style.dim("off, predicted on")];
  return `${mark(2)} ${on}  ${mark(-1)} ${off}`;
}
