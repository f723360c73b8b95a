import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { DataError } from "../../src/datasets/data-error.ts";
import type { GreyImages, Images } from "../../src/datasets/dataset.ts";
import { fingerprint, greyDataset, greySplits } from "../../src/datasets/grey-dataset.ts";
import { key } from "../../src/random.ts";

// Images of 3 x 1 pixels that spell their own number in bits, on or off.
function spelling(count: number, labels?: readonly number[], width = 3): GreyImages {
  const pixels = Uint8Array.from({ length: count * width }, (_, i) => {
    const image = Math.floor(i / width);
    return 255 * ((image >> (i % width)) & 1);
  });
  return { width, height: 1, pixels, labels: labels && Uint8Array.from(labels) };
}

function spelled(images: Images): number[] {
  const { data } = images.draw([...Array(images.size).keys()], key(0));
  return Array.from(
    { length: images.size },
    (_, n) => data[3 * n] + 2 * data[3 * n + 1] + 4 * data[3 * n + 2],
  );
}

test("of one set, the last sixth is held out before classes are chosen", () => {
  const grey = spelling(6, [0, 1, 0, 1, 1, 0]);
  const all = greyDataset("six", grey);
  expect([all.name, spelled(all.train), all.valid && spelled(all.valid)]).toEqual([
    ...["six", [0, 1, 2, 3, 4], [5]],
  ]);
  const ones = greyDataset("six", grey, { classes: [1] });
  expect([spelled(ones.train), ones.valid]).toEqual([[1, 3, 4], undefined]);
});

test("what is held out apart stays apart, or nothing is", () => {
  const apart = greyDataset("apart", { train: spelling(4), valid: spelling(2) });
  expect([apart.train.size, apart.valid?.size]).toEqual([4, 2]);
  expect(greyDataset("alone", { train: spelling(4) }).valid).toBeUndefined();
});

test("images of two sizes, or none to learn from, are no dataset", () => {
  expect(() =>
    greyDataset("odd", { train: spelling(4), valid: spelling(4, undefined, 2) }),
  ).toThrow("odd: valid images of 3 x 1 are needed, as in train, got 2 x 1");
  expect(() => greyDataset("few", spelling(3, [0, 0, 1]), { classes: [1] })).toThrow(DataError);
});

test("binarization says how grey becomes bits", () => {
  const grey = { width: 1, height: 1, pixels: new Uint8Array(1200).fill(100) };
  const on = (binarization: "sample" | "threshold") => {
    const { train } = greyDataset("grey", grey, { binarization });
    return train.draw([...Array(1000).keys()], key(1)).data.reduce((sum, bit) => sum + bit, 0);
  };
  expect(on("threshold")).toBe(0);
  // Within 4 standard deviations of a binomial.
  expect(Math.abs(on("sample") - (1000 * 100) / 255)).toBeLessThan(62);
});

test("the fingerprint is SHA-256 of the size and the pixels, whatever the labels", async () => {
  const { train } = greySplits(spelling(6, [0, 1, 0, 1, 1, 0]));
  const hash = createHash("sha256").update("3 1 ").update(train.pixels).digest("hex");
  expect(await fingerprint(train)).toBe(hash);
  expect(await fingerprint({ ...train, labels: undefined })).toBe(hash);
  expect(await fingerprint({ ...train, width: 1, height: 3 })).not.toBe(hash);
});
