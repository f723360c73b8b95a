import { gridWidth } from "../paint-units.ts";

/** How large the pictures of the mirror are, and how many images stand side by side in each half. */
export interface Arrangement {
  /** Images in each half. */
  readonly images: number;
  /** Pixels of the screen of a pixel of an image. */
  readonly zoom: number;
  /** Pixels of the screen from one hidden unit to the next, by layer; that of the pixels is `zoom`. */
  readonly cells: readonly number[];
  /** CSS pixels of a picture's place. */
  readonly place: number;
  /** Whether the names between the halves are written upright, to save room. */
  readonly isNarrow: boolean;
}

export interface ArrangeOptions {
  /** Units of each layer, visible first. */
  readonly sizes: readonly number[];
  /** Pixels across an image. */
  readonly width: number;
  /** Images that there are. */
  readonly images: number;
  /** CSS pixels across, and pixels of the screen in each. */
  readonly room: number;
  readonly ratio: number;
}

/** CSS pixels between the two pictures of a layer, between images, and for the names of the layers. */
export const PAIR_GAP = 12;
export const IMAGE_GAP = 32;
const SPINE = { narrow: 34, wide: 150 };
const NARROW = 560;

// CSS pixels of a picture: what it has where several images are shown, and at most.
const GOOD = 84;
const MOST = 148;
// CSS pixels of a hidden unit at most, and at least where there is room.
const LARGEST_CELL = 22;
const LEAST_CELL = 3;

/** As many images as fit at a good size, and those as large as fit then. */
export function arrangeMirror(options: ArrangeOptions): Arrangement {
  const { sizes, width, images, room, ratio } = options;
  const isNarrow = room < NARROW;
  const half = (room - SPINE[isNarrow ? "narrow" : "wide"]) / 2;
  const hidden = sizes.slice(1).map(gridWidth);
  const least = Math.max(0, ...hidden) * LEAST_CELL;
  const blockOf = (place: number) => 2 * Math.max(place, least) + PAIR_GAP;
  const fitting = Math.floor((half + IMAGE_GAP) / (blockOf(GOOD) + IMAGE_GAP));
  const shown = Math.max(1, Math.min(fitting, images));
  const most = ((half + IMAGE_GAP) / shown - IMAGE_GAP - PAIR_GAP) / 2;
  const zoom = Math.max(1, Math.floor((Math.min(most, MOST) * ratio) / width));
  const place = Math.max((width * zoom) / ratio, Math.min(least, most));
  const cells = hidden.map((columns) =>
    Math.max(1, Math.floor(Math.min(LARGEST_CELL * ratio, (place * ratio) / columns))),
  );
  const widest = Math.max(0, ...cells.map((cell, l) => cell * (hidden[l] ?? 0)));
  return {
    images: shown,
    zoom,
    cells: [zoom, ...cells],
    place: Math.max(place, widest / ratio),
    isNarrow,
  };
}
