import { encode } from "fast-png";
import type { Picture } from "../../draw/picture.ts";
import { colorAt, type Scale, step } from "../../draw/scale.ts";

// Few colours make a small file, and more than these the eye does not tell apart here.
const LEVELS = 16;

/**
 * A picture as the address of an image within the page: a PNG file with a palette, one pixel for
 * one. NaN is transparent.
 */
export function pngAddress({ width, height, values }: Picture, scale: Scale): string {
  const levels = Array.from({ length: LEVELS }, (_, i) => {
    const value = scale.from + ((scale.to - scale.from) * i) / (LEVELS - 1);
    return [...colorAt(scale, value), 255];
  });
  const file = encode(
    {
      width,
      height,
      data: Uint8Array.from(values, (v) => (Number.isNaN(v) ? 0 : 1 + step(scale, LEVELS, v))),
      palette: [TRANSPARENT, ...levels],
      channels: 1,
      depth: 8,
    },
    { zlib: { level: 9 } },
  );
  return `data:image/png;base64,${Buffer.from(file).toString("base64")}`;
}

const TRANSPARENT = [0, 0, 0, 0];
