import { encodeIterm2 } from "./graphics/iterm2.ts";
import { deleteKittyImages, encodeKitty } from "./graphics/kitty.ts";
import { encodeSixel } from "./graphics/sixel.ts";
import type { Picture } from "./picture.ts";
import type { Scale } from "./scale.ts";

/** How a terminal takes pictures: by escape codes of one of these kinds. */
export type GraphicsProtocol = "kitty" | "iterm2" | "sixel";

/** Pixels of a character cell. */
export interface CellSize {
  readonly width: number;
  readonly height: number;
}

/** A picture and the cells that it gets. */
export interface EncodeImageOptions {
  picture: Picture;
  scale: Scale;
  /** Character cells. */
  columns: number;
  rows: number;
  cell: CellSize;
  /** 1 to 2³² − 1. What is drawn with an id replaces what it named before, where a terminal keeps pictures. */
  id: number;
}

/**
 * The escape code that draws a picture at the cursor, from the top left of its cells: as large as
 * they have room for, each pixel a square of the same size with hard edges. NaN is transparent.
 */
export function encodeImage(protocol: GraphicsProtocol, options: EncodeImageOptions): string {
  const { picture, scale, columns, rows, cell, id } = options;
  const key = [protocol, columns, rows, cell.width, cell.height, id].join();
  const last = encoded.get(picture);
  if (last?.key === key && last.scale === scale) return last.code;
  const code = encoders[protocol](options);
  encoded.set(picture, { key, scale, code });
  return code;
}

/** The escape code that takes pictures off the screen; empty where writing text over them does. */
export function deleteImages(protocol: GraphicsProtocol, ids: Iterable<number>): string {
  return protocol === "kitty" ? deleteKittyImages(ids) : "";
}

const encoders: Readonly<Record<GraphicsProtocol, (options: EncodeImageOptions) => string>> = {
  kitty: encodeKitty,
  iterm2: encodeIterm2,
  sixel: encodeSixel,
};

// Most pictures of a frame are those of the frame before.
const encoded = new WeakMap<Picture, { key: string; scale: Scale; code: string }>();
