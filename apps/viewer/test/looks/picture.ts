import { decode, encode } from "fast-png";

/** An image as bytes of red, green, blue and opacity, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** [height × width × 4] */
  readonly data: Uint8Array;
}

export function decodePicture(png: Uint8Array): Picture {
  const { width, height, channels, palette, data } = decode(png);
  const rgba = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const color = palette ? palette[data[i] as number] : undefined;
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = color?.[c] ?? (data[channels * i + c] as number);
  }
  return { width, height, data: rgba };
}

/** As PNG, exactly. */
export function encodePicture(picture: Picture): Uint8Array {
  return encode(picture);
}

/**
 * As PNG of a palette, which takes a third of the bytes, where 256 colours are enough. Frequent ones
 * stay what they are; a rare one becomes a frequent one that is hardly another.
 */
export function encodeSmallPicture(picture: Picture): Uint8Array {
  const { width, height, data } = picture;
  const pixels = Uint32Array.from({ length: width * height }, (_, i) => colorAt(data, 4 * i));
  const counts = new Map<number, number>();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([color]) => color);

  let far = 0;
  let palette = choosePalette(byCount, far);
  while (!palette && far < FARTHEST) palette = choosePalette(byCount, ++far);
  if (!palette) return encode(picture, { zlib: { level: 9 } });
  const { chosen, indexOf } = palette;
  return encode(
    {
      ...{ width, height, channels: 1, palette: chosen.map(channelsOf) },
      data: Uint8Array.from(pixels, (color) => indexOf.get(color) as number), // of all that there are
    },
    { zlib: { level: 9 } },
  );
}

// Levels of a channel: less than what the comparison lets pass.
const FARTHEST = 4;

interface Palette {
  readonly chosen: readonly number[];
  readonly indexOf: ReadonlyMap<number, number>;
}

// No colour is further from its place in the palette than `far` in any channel; nothing where 256 do not suffice.
function choosePalette(byCount: readonly number[], far: number): Palette | undefined {
  const chosen: number[] = [];
  const indexOf = new Map<number, number>();
  for (const color of byCount) {
    let index = chosen.findIndex((other) => distance(color, other) <= far);
    if (index < 0) index = chosen.push(color) - 1;
    if (index > 255) return;
    indexOf.set(color, index);
  }
  return { chosen, indexOf };
}

function distance(a: number, b: number): number {
  const [red, green, blue] = [16, 8, 0].map((at) =>
    Math.abs(((a >> at) & 255) - ((b >> at) & 255)),
  );
  return Math.max(red as number, green as number, blue as number);
}

function colorAt(data: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  return (red << 16) | (green << 8) | blue;
}

function channelsOf(color: number): [number, number, number] {
  return [color >> 16, (color >> 8) & 255, color & 255];
}
