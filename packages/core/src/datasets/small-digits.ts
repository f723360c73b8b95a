import { DataError } from "./data-error.ts";
import { type GreyImages, imageCount } from "./dataset.ts";

/** Pixels across and down of a small digit. */
const SIZE = 8;
/** Pixels across and down of a digit of MNIST, and of the empty border that its makers left around it. */
const DIGIT = 28;
const BORDER = 4;
// 20 pixels become 8, so a small pixel covers 2.5 x 2.5: 5 x 5 quarters of pixels, each of them whole.
const QUARTERS = 5;
/** Mean brightness from which a small pixel is on. */
const ON = 0.35;

/**
 * Digits of 8 × 8 pixels, as in the paper's classification (Hinton et al. 1995, note 7), made from
 * digits of 28 × 28 in the manner of MNIST: without the border of 4 pixels, each small pixel is the
 * mean of the 2.5 × 2.5 that it covers, and on (255) where that is at least 0.35 of full brightness,
 * else off (0). Labels stay.
 *
 * @throws DataError for images that are not 28 × 28.
 */
export function smallDigits(grey: GreyImages): GreyImages {
  if (grey.width !== DIGIT || grey.height !== DIGIT) {
    throw new DataError(
      `small digits: images of ${DIGIT} x ${DIGIT} are needed, got ${grey.width} x ${grey.height}; give digits as MNIST has them`,
    );
  }
  const least = ON * 255 * QUARTERS ** 2;
  const pixels = new Uint8Array(imageCount(grey) * SIZE ** 2);
  for (let to = 0; to < pixels.length; to++) {
    const [n, i] = [Math.floor(to / SIZE ** 2), to % SIZE ** 2];
    const light = quartersOf(grey, n, Math.floor(i / SIZE), i % SIZE);
    pixels[to] = light >= least ? 255 : 0;
  }
  return { ...grey, width: SIZE, height: SIZE, pixels };
}

// Sum over the quarters of pixels of image n that a small pixel covers.
function quartersOf({ pixels }: GreyImages, n: number, row: number, column: number): number {
  let total = 0;
  for (let y = QUARTERS * row; y < QUARTERS * (row + 1); y++) {
    const line = (n * DIGIT + BORDER + (y >> 1)) * DIGIT + BORDER;
    for (let x = QUARTERS * column; x < QUARTERS * (column + 1); x++) {
      total += pixels[line + (x >> 1)];
    }
  }
  return total;
}
