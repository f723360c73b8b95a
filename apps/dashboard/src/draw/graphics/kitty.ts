import { deflateSync } from "node:zlib";
import type { EncodeImageOptions } from "../graphics.ts";
import { magnify, pixelsOf, rasterize, smoothColors } from "./raster.ts";

/**
 * Kitty's graphics protocol (sw.kovidgoyal.net/kitty/graphics-protocol): red, green, blue and
 * opacity of every pixel, compressed. The cursor stays, and the terminal answers nothing.
 */
export function encodeKitty(options: EncodeImageOptions): string {
  const { picture, scale, columns, rows, id } = options;
  const { width, height } = pixelsOf(options);
  const colors = smoothColors(scale);
  const room = { width, height };
  const pixels = new Uint32Array(width * height);
  const opaque = colors.map(([r, g, b]) => pack(r, g, b));
  magnify(rasterize(picture, scale, { steps: colors.length, room }), pixels, width, opaque);
  const data = deflateSync(new Uint8Array(pixels.buffer), { level: FASTEST }).toString("base64");
  const keys = `a=T,q=2,C=1,f=32,o=z,i=${id},p=1,s=${width},v=${height},c=${columns},r=${rows}`;
  let code = "";
  for (let at = 0; at < data.length; at += CHUNK) {
    const more = at + CHUNK < data.length ? 1 : 0;
    code += `\x1b_G${at === 0 ? `${keys},` : "q=2,"}m=${more};${data.slice(at, at + CHUNK)}\x1b\\`;
  }
  return code;
}

/** Takes pictures off the screen, and out of the terminal's memory. */
export function deleteKittyImages(ids: Iterable<number>): string {
  return Array.from(ids, (id) => `\x1b_Ga=d,d=I,q=2,i=${id}\x1b\\`).join("");
}

// The most that a terminal takes at once.
const CHUNK = 4096;

// Rows of squares compress well at any level; above the first it only takes longer.
const FASTEST = 1;

// Bytes in the order red, green, blue, opacity, whatever this machine's order is.
function pack(red: number, green: number, blue: number): number {
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0] ?? 0;
}
