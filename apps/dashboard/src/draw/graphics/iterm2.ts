import { encode } from "fast-png";
import type { EncodeImageOptions } from "../graphics.ts";
import { magnify, pixelsOf, rasterize, smoothColors } from "./raster.ts";

/** iTerm2's inline images (iterm2.com/documentation-images.html): a PNG file with a palette. */
export function encodeIterm2(options: EncodeImageOptions): string {
  const { picture, scale, columns, rows } = options;
  const { width, height } = pixelsOf(options);
  const colors = smoothColors(scale);
  const raster = rasterize(picture, scale, { steps: colors.length, room: { width, height } });
  // Of a palette, the encoder takes the first colours to be those that are transparent.
  const palette = [TRANSPARENT, ...colors.map((color) => [...color, OPAQUE])];
  const data = new Uint8Array(width * height);
  magnify(
    raster,
    data,
    width,
    Uint8Array.from(colors, (_, step) => 1 + step),
  );
  const png = { width, height, data, palette, channels: 1, depth: 8 } as const;
  const file = Buffer.from(encode(png, { zlib: { level: 1 } }));
  const keys = `inline=1;size=${file.length};width=${columns};height=${rows};preserveAspectRatio=0`;
  return `\x1b]1337;File=${keys};doNotMoveCursor=1:${file.toString("base64")}\x07`;
}

const TRANSPARENT = [0, 0, 0, 0];
const OPAQUE = 255;
