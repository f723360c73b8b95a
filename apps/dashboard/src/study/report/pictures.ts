import { cpu, type Direction, dreamImages, key, type Machine } from "@helmholtz/core";
import type { RunDirectory } from "@helmholtz/core/node";
import { type Picture, rowPictures } from "../../draw/picture.ts";
import { diverging, greys } from "../../draw/scale.ts";
import { tile } from "../../draw/sheet.ts";
import { weightPictures } from "../../draw/weight-pictures.ts";
import { structure } from "./describe-pictures.ts";
import { type Html, html } from "./html.ts";
import { fixed } from "./numbers.ts";
import { pngAddress } from "./png.ts";

/** Pictures of one machine, as figures of the page. */
export interface RunPictures {
  readonly dreams: Html;
  /** Generative and recognition weights of each layer, from the bottom. */
  readonly weights: readonly Html[];
}

const DREAMS = { rows: 6, columns: 10 };
const DREAM_SEED = 0;
const MOST_UNITS = 100;

// Pixels of the page: how wide a picture gets, and how large one of its own pixels.
const PAGE = 544;
const MOST_ZOOM = 8;

/**
 * Pictures of a run's machine as it was at the end.
 *
 * @param title what the machine learnt, for those who cannot see the pictures
 * @throws RunError when the run has no checkpoint that can be read.
 */
export async function runPictures(
  { record, checkpoint }: RunDirectory,
  title: string,
): Promise<RunPictures> {
  const { machine } = await checkpoint("latest");
  const { width, height } = record.data;
  return {
    dreams: dreamFigure(machine, { width, height, title }),
    weights: machine.sizes.slice(0, -1).flatMap((_, layer) =>
      DIRECTIONS.map((direction) => {
        const shape = layer === 0 ? { width } : {};
        return weightFigure(machine, { direction, layer, title, ...shape });
      }),
    ),
  };
}

const DIRECTIONS: readonly Direction[] = ["generative", "recognition"];

function dreamFigure(
  machine: Machine,
  { width, height, title }: { width: number; height: number; title: string },
): Html {
  const { rows, columns } = DREAMS;
  const images = dreamImages(cpu(), machine, rows * columns, key(DREAM_SEED));
  const pictures = rowPictures(images, { width, height });
  const lit = images.data.reduce((sum, value) => sum + value, 0) / images.data.length;
  return figure({
    picture: tile(pictures, { columns, gap: 2 }),
    scale: greys,
    alt: `${rows * columns} dreams in ${rows} rows of ${columns}, ${title}: ${structure(pictures)}, light on dark, with ${fixed(100 * lit, 0)} % of the pixels on`,
    caption: "Dreams: the probability of each pixel, black 0, white 1.",
  });
}

function weightFigure(
  machine: Machine,
  {
    direction,
    layer,
    title,
    width,
  }: { direction: Direction; layer: number; title: string; width?: number },
): Html {
  const { pictures, limit } = weightPictures(machine, {
    direction,
    layer,
    width,
    count: MOST_UNITS,
  });
  const units = machine.sizes[layer + 1] ?? 0;
  const below = layer === 0 ? "the pixels" : `layer ${layer}`;
  const path =
    direction === "generative"
      ? `from layer ${layer + 1} to ${below}`
      : `from ${below} to layer ${layer + 1}`;
  const shown = pictures.length < units ? `the first ${pictures.length} of ${units}` : `${units}`;
  const drawn = layer === 0 ? structure(pictures) : "patterns without a place in the image";
  return figure({
    picture: tile(pictures, { columns: columnsFor(pictures), gap: 2 }),
    scale: diverging,
    alt: `${DIRECTION_NAMES[direction]} weights ${path}, ${title}, a picture for each of ${shown} units: ${drawn}; ${fixed(100 * positive(pictures), 0)} % of the weights are above zero`,
    caption: `${DIRECTION_NAMES[direction]} weights ${path}, ${shown} units: blue below zero, orange above, full colour from ±${fixed(limit, 2)}.`,
  });
}

const DIRECTION_NAMES: Readonly<Record<Direction, string>> = {
  generative: "Generative",
  recognition: "Recognition",
};

// As wide as high, but for one row of few pictures.
function columnsFor({ length }: readonly Picture[]): number {
  return length <= 10 ? length : Math.min(20, Math.max(10, Math.ceil(Math.sqrt(length))));
}

function positive(pictures: readonly Picture[]): number {
  const values = pictures.flatMap(({ values }) => [...values.filter((v) => !Number.isNaN(v))]);
  return values.filter((value) => value > 0).length / values.length;
}

function figure({
  picture,
  scale,
  alt,
  caption,
}: {
  picture: Picture;
  scale: typeof greys;
  alt: string;
  caption: string;
}): Html {
  const { width, height } = picture;
  return html`<figure class="picture">
<img src="${pngAddress(picture, scale)}" width="${width}" height="${height}" style="max-width:${Math.round(width * Math.min(MOST_ZOOM, PAGE / width))}px" alt="${alt}">
<figcaption>${caption}</figcaption>
</figure>
`;
}
