import { bars, fold, key } from "@helmholtz/core";
import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { numberOf } from "./bars-image.ts";

/**
 * What makes an image of bars another one of the data, each time that it is called.
 *
 * @param image the number of the image, which it changes
 */
export function useOtherImage(image: Signal<number>): () => void {
  const drawn = useRef(0);
  return () => {
    const before = image.peek();
    while (image.peek() === before) image.value = draw(++drawn.current);
  };
}

const data = bars();

function draw(n: number): number {
  return numberOf(data.train.draw([n], fold(key(1), n)).data);
}
