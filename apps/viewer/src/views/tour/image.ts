import type { Signal } from "@preact/signals";
import { integer, urlSignal } from "../../app/route.ts";

// Bars that the machine of the tour knows well: what somebody tries in one chapter is not where the next begins.
const presets = {
  recognition: 0b1010_1010_1010_1010,
  length: 0b0000_1111_0000_1111,
  wake: 0b0101_0101_0101_0101,
  sleep: 0b0001_0001_0001_0001,
};

/** A chapter about an image that can be changed. */
export type ImageChapter = keyof typeof presets;

/** The image of each such chapter, as a number: pixel i is bit i. Part of the URL, such as `wake-image=255`. */
export const images: Readonly<Record<ImageChapter, Signal<number>>> = {
  recognition: imageOf("recognition"),
  length: imageOf("length"),
  wake: imageOf("wake"),
  sleep: imageOf("sleep"),
};

/** What the URL says of the images that were changed. Follows them where signals are tracked. */
export function imageParams(): Record<string, string> {
  return Object.fromEntries(
    chapters
      .filter((chapter) => images[chapter].value !== presets[chapter])
      .map((chapter) => [paramOf(chapter), String(images[chapter].value)]),
  );
}

const chapters = Object.keys(presets) as ImageChapter[];

function imageOf(chapter: ImageChapter): Signal<number> {
  return urlSignal(paramOf(chapter), presets[chapter], integer, "tour");
}

function paramOf(chapter: ImageChapter): string {
  return `${chapter}-image`;
}
