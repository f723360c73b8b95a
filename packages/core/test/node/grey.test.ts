import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DataError } from "../../src/datasets/data-error.ts";
import { writeIdxImages, writeIdxLabels } from "../../src/datasets/idx.ts";
import { openDataset } from "../../src/node/open-dataset.ts";

test("pictures come as they are in the file, split and chosen as their bits are", async () => {
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const pixels = Uint8Array.from({ length: 12 }, (_, n) => 20 * n);
  const labels = Uint8Array.from(pixels, (_, n) => n % 3);
  await writeFile(
    join(folder, "train-images-idx3-ubyte"),
    writeIdxImages({ width: 1, height: 1, pixels }),
  );
  await writeFile(join(folder, "train-labels-idx1-ubyte"), writeIdxLabels(labels));

  const all = await openDataset(folder);
  expect([...(await all.grey("train")).pixels]).toEqual([...pixels.subarray(0, 10)]);
  expect([...(await all.grey("valid")).pixels]).toEqual([...pixels.subarray(10)]);
  await expect(all.grey("test")).rejects.toThrow(/test images are needed/);
  const some = await (await openDataset(folder, { classes: [0, 2] })).grey("train");
  expect([...some.pixels]).toEqual([0, 40, 60, 100, 120, 160, 180]);
  expect([...(some.labels ?? [])]).toEqual([0, 2, 0, 2, 0, 2, 0]);
});

test("a set that a program draws has no pictures", async () => {
  const grey = (await openDataset("bars")).grey("train");
  await expect(grey).rejects.toThrow(DataError);
  await expect(grey).rejects.toThrow("bars: grey pictures are needed, these are drawn as bits");
});
