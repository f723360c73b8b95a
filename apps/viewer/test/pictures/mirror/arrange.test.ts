import { expect, test } from "vitest";
import {
  type ArrangeOptions,
  arrangeMirror,
  IMAGE_GAP,
  PAIR_GAP,
} from "../../../src/pictures/mirror/arrange.ts";

const digits: ArrangeOptions = { sizes: [784, 100, 30], width: 28, images: 6, room: 942, ratio: 1 };

test("one image stands in a narrow place, several in a wide one", () => {
  expect(arrangeMirror({ ...digits, room: 310 }).images).toBe(1);
  expect(arrangeMirror(digits).images).toBe(2);
  expect(arrangeMirror({ ...digits, room: 1840 }).images).toBe(4);
  expect(arrangeMirror({ ...digits, room: 9000 }).images).toBe(6);
});

test.each([1, 1.5, 2, 3])(
  "the halves fit into the room, at %s pixels of the screen in each",
  (ratio) => {
    for (let room = 310; room < 2600; room += 17) {
      const { images, place } = arrangeMirror({ ...digits, room, ratio });
      const half = images * (2 * place + PAIR_GAP) + (images - 1) * IMAGE_GAP;
      expect(2 * half).toBeLessThan(room);
    }
  },
);

test("units are whole pixels of the screen, and no wider than the image where they can be", () => {
  for (const ratio of [1, 1.5, 2]) {
    const { cells, zoom, place } = arrangeMirror({ ...digits, ratio });
    expect([zoom, ...cells].every(Number.isInteger)).toBe(true);
    expect(cells).toHaveLength(3);
    expect((cells[1] ?? 0) * 10).toBeLessThanOrEqual(place * ratio);
  }
});

test("layers are no wider than the room, however large", () => {
  for (const units of [500, 2500]) {
    const { place } = arrangeMirror({ ...digits, sizes: [784, units], room: 310 });
    expect(2 * (2 * place + PAIR_GAP)).toBeLessThan(310);
  }
});
