import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DataError } from "../../src/datasets/data-error.ts";
import {
  readIdxImages,
  readIdxLabels,
  writeIdxImages,
  writeIdxLabels,
} from "../../src/datasets/idx.ts";

const grey = { width: 3, height: 2, pixels: Uint8Array.from({ length: 12 }, (_, i) => 20 * i) };
const images = writeIdxImages(grey);
const labels = writeIdxLabels(Uint8Array.of(7, 1));

test("the header is that of the original files", () => {
  expect([...images.subarray(0, 16)]).toEqual([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3]);
  expect([...labels]).toEqual([0, 0, 8, 1, 0, 0, 0, 2, 7, 1]);
});

test("what was written is read again", () => {
  expect(readIdxImages(images, "images")).toEqual(grey);
  expect([...readIdxLabels(labels, "labels")]).toEqual([7, 1]);
});

test("pixels are a view: reading takes no more memory", () => {
  expect(readIdxImages(images, "images").pixels.buffer).toBe(images.buffer);
});

test("a file inside a larger buffer is read from its own beginning", () => {
  const buffer = new Uint8Array(images.length + 5);
  buffer.set(images, 5);
  expect(readIdxImages(buffer.subarray(5), "images")).toEqual(grey);
});

const changed = (at: number, ...bytes: number[]) => {
  const copy = images.slice();
  copy.set(bytes, at);
  return copy;
};

describe("images are refused by name and reason:", () => {
  test.each([
    ["an empty file", new Uint8Array(), "the file is empty"],
    ["three bytes", images.slice(0, 3), "this file with 00 00 08;"],
    ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0), "this file with 89 50 4e 47;"],
    ["a number type that IDX has not", changed(2, 7), "this file with 00 00 07 03;"],
    ["floats", changed(2, 13), "must be unsigned bytes, these are 32-bit floats"],
    ["labels", labels, "this file has 1 dimension and so holds labels"],
    ["four dimensions", changed(3, 4), "this file has 4 dimensions;"],
    ["half a header", images.slice(0, 9), "needs 16 bytes, the file has 9"],
    ["no images", changed(7, 0), "the header says 0 x 2 x 3"],
    ["images without width", changed(15, 0), "the header says 2 x 2 x 0"],
    ["a missing byte", images.slice(0, -1), "need 28 bytes, the file has 27; it is cut off"],
    [
      "a byte too many",
      Uint8Array.of(...images, 0),
      "need 28 bytes, the file has 29; it is followed",
    ],
    ["2³² − 1 images", changed(4, 255, 255, 255, 255), "4294967295 x 2 x 3"],
    ["a product beyond 2⁵³", changed(4, ...Array(12).fill(255)), "it is cut off"],
  ])("%s", (_, bytes, reason) => {
    const read = () => readIdxImages(bytes, "some-file");
    expect(read).toThrow(DataError);
    expect(read).toThrow(`some-file: `);
    expect(read).toThrow(reason);
  });
});

test("images are refused as labels", () => {
  expect(() => readIdxLabels(images, "some-file")).toThrow(
    "some-file: labels have 1 dimension, this file has 3 dimensions and so holds images; give the file of the labels",
  );
});

test("any bytes are either images of the size they claim or refused in one line", () => {
  const header = fc.uint8Array({ maxLength: 16 }).map((tail) => Uint8Array.of(0, 0, 8, 3, ...tail));
  const plausible = fc
    .tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.uint8Array({ maxLength: 30 }))
    .map(([n, h, w, data]) =>
      Uint8Array.of(0, 0, 8, 3, 0, 0, 0, n, 0, 0, 0, h, 0, 0, 0, w, ...data),
    );
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), header, plausible), (bytes) => {
      try {
        const { width, height, pixels } = readIdxImages(bytes, "any");
        expect(pixels.length).toBe(bytes.length - 16);
        expect(pixels.length % (width * height)).toBe(0);
        expect(pixels.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
        expect((error as Error).message).toMatch(/^any: .+$/);
      }
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test("images of any size come back as they went", () => {
  const size = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(size, size, size, fc.infiniteStream(fc.nat(255)), (n, height, width, bytes) => {
      const pixels = Uint8Array.from({ length: n * height * width }, () => bytes.next().value);
      const grey = { width, height, pixels };
      expect(readIdxImages(writeIdxImages(grey), "any")).toEqual(grey);
    }),
    { seed: 1, numRuns: 100 },
  );
});
