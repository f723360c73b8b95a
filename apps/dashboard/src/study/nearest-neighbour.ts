import { type GreyImages, imageCount } from "@helmholtz/core";

/**
 * Part of the images that a nearest neighbour takes for another class than their own: each is
 * given the class of the training image that differs from it in the fewest pixels, of equals the
 * first.
 *
 * @param known images with labels, every pixel 0 or 255
 * @param unknown images of the same size, likewise
 */
export function nearestNeighbourErrorRate(known: GreyImages, unknown: GreyImages): number {
  const [here, there] = [packBits(known), packBits(unknown)];
  const words = wordsPerImage(known);
  let errors = 0;
  for (let n = 0; n < imageCount(unknown); n++) {
    const nearest = nearestTo(there.subarray(n * words, (n + 1) * words), here);
    if (known.labels?.[nearest] !== unknown.labels?.[n]) errors++;
  }
  return errors / imageCount(unknown);
}

function wordsPerImage({ width, height }: GreyImages): number {
  return Math.ceil((width * height) / 32);
}

// Pixels as bits, [images × words].
function packBits(images: GreyImages): Uint32Array {
  const pixels = images.width * images.height;
  const words = wordsPerImage(images);
  const packed = new Uint32Array(imageCount(images) * words);
  images.pixels.forEach((level, at) => {
    const i = at % pixels;
    const word = Math.floor(at / pixels) * words + (i >> 5);
    if (level > 0) packed[word] = (packed[word] ?? 0) | (1 << (i & 31));
  });
  return packed;
}

// Number of the image in `packed` at the least Hamming distance.
function nearestTo(image: Uint32Array, packed: Uint32Array): number {
  let least = Number.POSITIVE_INFINITY;
  let nearest = 0;
  for (let from = 0; from < packed.length; from += image.length) {
    let distance = 0;
    for (let w = 0; w < image.length; w++) {
      distance += bitsOn((image[w] ?? 0) ^ (packed[from + w] ?? 0));
    }
    if (distance < least) {
      least = distance;
      nearest = from / image.length;
    }
  }
  return nearest;
}

// Bits that are on in 32 bits: sums of pairs, then of fours and of eights, at once.
function bitsOn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
