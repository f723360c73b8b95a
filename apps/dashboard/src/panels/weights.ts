import type { Direction, Machine, Matrix } from "@helmholtz/core";
import { cellsOf } from "../draw/cells.ts";
import { createCollage } from "../draw/collage.ts";
import { createMedium, enlarge, gap } from "../draw/medium.ts";
import { inside } from "../draw/panel-frame.ts";
import { gridWidth, type Picture } from "../draw/picture.ts";
import { pictureLines } from "../draw/picture-lines.ts";
import { MARK, scales } from "../draw/scale.ts";
import { planSheet, tile } from "../draw/sheet.ts";
import type { Style } from "../draw/style.ts";
import { formatCount } from "../draw/text.ts";
import { weightPictures } from "../draw/weight-pictures.ts";
import type { Drawing, DrawPanel, PanelProps } from "./drawing.ts";
import { frameCollage } from "./frame-collage.ts";
import { createMemo } from "./memoize.ts";

/**
 * The weights between two layers: for each unit of the upper one a picture of those from the lower
 * one (recognition), of those to it (generative), or both side by side. Colours are relative to
 * all weights of one direction. A unit that is never or always on is marked at its upper right.
 */
export const weights: DrawPanel = (props) => {
  const { run, view, style, graphics, width, height } = props;
  const isPast = view.cursor !== undefined;
  const { weights } = isPast ? (view.past ?? {}) : run;
  const activity = isPast ? view.past?.phases?.activity : run.activity;
  const size = [width, height, graphics?.cell.width, graphics?.cell.height];
  const chosen = [view.cursor, view.direction, view.layer, view.unit];
  return remember([weights, activity, run.start, style, ...chosen, ...size], () => {
    if (weights) return draw({ ...weights, activity, isPast }, props);
    const collage = createCollage(1, style, createMedium(style));
    collage.text(0, 1, isPast ? "no weights are stored of then" : "waiting for the first weights");
    return frameCollage(collage, { title: "weights" }, props);
  });
};

const remember = createMemo<Drawing>();

interface Source {
  readonly step: number;
  readonly machine: Machine;
  readonly activity?: readonly Matrix[];
  readonly isPast: boolean;
}

function draw({ step, machine, activity, isPast }: Source, props: PanelProps): Drawing {
  const { run, view, style, graphics } = props;
  const layer = Math.max(0, Math.min(view.layer, machine.sizes.length - 2));
  const units = machine.sizes[layer + 1] ?? 0;
  const first = Math.max(0, Math.min(view.unit, units - 1));
  const directions: Direction[] =
    view.direction === "both" ? ["recognition", "generative"] : [view.direction];
  const inputs = machine.sizes[layer] ?? 0;
  const width = (layer === 0 && run.start?.width) || gridWidth(inputs);

  const medium = createMedium({ glyphs: style.glyphs, cell: graphics?.cell });
  const space = inside(props);
  const collage = createCollage(space.rows, style, medium);
  const size = { width, height: Math.ceil(inputs / width) };
  const contents = { ...size, count: units - first, together: directions.length };
  const plan = planSheet(contents, space, medium);
  const shown = plan?.shown ?? 0;
  const sides = directions.map((direction) =>
    weightPictures(machine, { direction, layer, width, first, count: shown }),
  );
  const dead = Array.from(activity?.[layer]?.data ?? [], isDead);
  if (plan) {
    const { zoom } = plan;
    const groups = Array.from({ length: shown }, (_, n) => {
      const group = sides.flatMap(({ pictures }) => {
        const picture = pictures[n];
        return picture ? marked(enlarge(picture, zoom, medium), dead[first + n]) : [];
      });
      return tile(group, { columns: group.length, gap: gap(zoom, medium) });
    });
    const margin = plan.cells.columns < space.columns ? 1 : 0;
    collage.picture(0, margin, tile(groups, plan), scales[style.theme].marked, zoom);
  }

  const titles = titlesOf({
    direction: view.direction,
    layer,
    units: shown < units ? ` · ${first + 1}${shown > 1 ? `–${first + shown}` : ""}/${units}` : "",
    dead: dead.filter(Boolean).length,
    when: isPast ? ` ${step === view.cursor ? "at step" : "· stored at"} ${formatCount(step)}` : "",
  });
  const limits = sides.map(({ limit }) => limit);
  const legends = { named: legend(limits, style, true), unnamed: legend(limits, style, false) };
  const { title, note } = heading(titles, legends, space.columns - 4);
  const isFree = space.rows > (plan?.cells.rows ?? 0);
  const { named, unnamed } = legends;
  const below = [named, unnamed].find((text) => cellsOf(text) + 2 <= space.columns);
  if (!note && isFree && below) collage.text(space.rows - 1, 1, below);
  return { ...frameCollage(collage, { title, note }, props), shown };
}

// Rounded to a byte, as the log keeps it.
function isDead(activity: number): boolean {
  const byte = Math.round(255 * activity);
  return byte === 0 || byte === 255;
}

// Weights beyond the limits look as those at them, and not as the mark.
function marked({ width, height, values }: Picture, dead = false): Picture {
  const size = dead ? Math.max(2, Math.round(Math.min(width, height) / 5)) : 0;
  const made = values.map((value) => Math.min(1, value));
  for (let y = 0; y < size; y++) made.fill(MARK, (y + 1) * width - size + y, (y + 1) * width);
  return { width, height, values: made };
}

interface TitleParts {
  direction: Direction | "both";
  layer: number;
  /** Which are shown, where not all. */
  units: string;
  dead: number;
  when: string;
}

// From many words to few. From the fourth on they do without both directions, which a legend can name.
function titlesOf({ direction, layer, units, dead, when }: TitleParts): string[] {
  const name = direction === "both" ? "recognition | generative" : direction;
  const short = direction === "both" ? "weights" : name;
  const upper = `layer ${layer + 1}`;
  const few = `L${layer + 1}${units}`;
  const counted = dead > 0 ? ` · ${dead} dead` : "";
  const rest = `${units}${counted}${when}`;
  return [
    `${name} weights · ${layer === 0 ? "pixels" : `layer ${layer}`} and ${upper}${rest}`,
    `${name} weights · ${upper}${rest}`,
    `${name} · ${upper}${rest}`,
    `${short} · ${upper}${rest}`,
    `${short} · ${few}${counted}${when}`,
    `weights · ${few}${counted}${when}`,
    `${few}${counted}${when}`,
    `${few}${when}`,
    `${few}${counted}`,
    few,
  ];
}

// The colours between the weights that the strongest stand for: of both directions, each at the
// side where its pictures are.
function legend(limits: readonly number[], style: Style, isLong: boolean): string {
  const count = 11;
  const { diverging } = scales[style.theme];
  const values = Float32Array.from({ length: 2 * count }, (_, i) => (i % count) / 5 - 1);
  const picture = { width: count, height: 2, values };
  const [ramp = ""] = pictureLines(picture, { ...style, scale: diverging });
  const [low = 1, high = low] = limits.map((limit) => limit.toPrecision(2));
  const [left, right] =
    limits.length === 1
      ? [`−${low}`, `+${high}`]
      : isLong
        ? [`recognition ±${low}`, `generative ±${high}`]
        : [`±${low}`, `±${high}`];
  return `${style.dim(left)} ${ramp} ${style.dim(right)}`;
}

// As many words as there is room for, of titles and of what the colours mean.
function heading(
  [longest, long, short, shorter, ...shortest]: readonly string[],
  { named, unnamed }: { named: string; unnamed: string },
  room: number,
): { title: string; note: string } {
  const pairs = [
    [longest, named],
    [longest, unnamed],
    [long, named],
    [long, unnamed],
    [shorter, named],
    [short, unnamed],
    [short, ""],
    [shorter, unnamed],
    [shorter, ""],
    ...shortest.map((title) => [title, ""]),
  ];
  const [title = shortest.at(-1) ?? "", note = ""] =
    pairs.find(([title = "", note = ""]) => {
      return title.length + (note === "" ? 0 : cellsOf(note) + 3) <= room;
    }) ?? [];
  return { title, note };
}
