import { fold, type Images, uniform } from "@helmholtz/core";

/**
 * Grey images with their levels divided by 256 instead of 255, as the assignment divides them: every
 * pixel that is drawn on stays on with probability 255 ÷ 256.
 */
export function dimImages(images: Images): Images {
  return {
    ...images,
    draw(indices, key) {
      const drawn = images.draw(indices, fold(key, 0));
      const { units, data } = drawn;
      const dimKey = fold(key, 1);
      for (let n = 0; n < indices.length; n++) {
        const image = fold(dimKey, indices[n] as number);
        for (let i = 0, at = n * units; i < units; i++, at++) {
          if (data[at] && uniform(image, i) < 1 / 256) data[at] = 0;
        }
      }
      return drawn;
    },
  };
}
