import type { EncodeImageOptions } from "../graphics.ts";
import type { Scale } from "../scale.ts";
import { NO_PIXEL, pixelsOf, type Raster, rasterize } from "./raster.ts";

/**
 * Sixels, the pictures of DEC's terminals (vt100.net/docs/vt3xx-gp/chapter14.html): bands of six
 * rows, in each of them one colour after the other, runs by their length. What is not drawn keeps
 * the background.
 */
export function encodeSixel(options: EncodeImageOptions): string {
  const { picture, scale } = options;
  const room = pixelsOf(options);
  const raster = rasterize(picture, scale, { steps: scale.colors.length, room });
  const [width, height] = [raster.width * raster.factor, raster.height * raster.factor];
  const bands = Array.from({ length: Math.ceil(height / BAND) }, (_, i) => band(raster, BAND * i));
  return `\x1bP0;1;0q"1;1;${width};${height}${palette(scale)}${bands.join("-")}\x1b\\`;
}

const BAND = 6;

// Colours are in percent.
function palette({ colors }: Scale): string {
  const percent = (level: number) => Math.round((100 * level) / 255);
  return colors.map((color, i) => `#${i};2;${color.map(percent).join(";")}`).join("");
}

// Six rows of the screen: for each colour in them, which of the six it has in each column.
function band({ width, height, factor, steps }: Raster, top: number): string {
  const masks = new Map<number, Uint8Array>();
  for (let line = 0; line < BAND; line++) {
    const y = Math.floor((top + line) / factor);
    if (y >= height) break;
    for (let x = 0; x < width; x++) {
      const step = steps[y * width + x] ?? NO_PIXEL;
      if (step === NO_PIXEL) continue;
      const mask = masks.get(step) ?? new Uint8Array(width);
      masks.set(step, mask);
      mask[x] = (mask[x] ?? 0) | (1 << line);
    }
  }
  return Array.from(masks, ([step, mask]) => `#${step}${runs(mask, factor)}`).join("$");
}

function runs(mask: Uint8Array, factor: number): string {
  let code = "";
  for (let from = 0, to = 0; from < mask.length; from = to) {
    const sixels = mask[from] ?? 0;
    while (to < mask.length && mask[to] === sixels) to++;
    if (sixels === 0 && to === mask.length) break;
    const count = (to - from) * factor;
    const character = String.fromCharCode(EMPTY + sixels);
    code += count > 3 ? `!${count}${character}` : character.repeat(count);
  }
  return code;
}

// The character of six rows with nothing in them.
const EMPTY = 0x3f;
