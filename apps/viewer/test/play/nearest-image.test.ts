import type { GreyImages } from "@helmholtz/core";
import { expect, test } from "vitest";
import { nearestImage, usualDistance } from "../../src/views/play/nearest/nearest-image.ts";

const images: GreyImages = {
  width: 2,
  height: 1,
  pixels: Uint8Array.of(0, 0, 255, 0, 255, 255, 200, 120),
};

test("the nearest image is the one of the least distance, by either measure", async () => {
  const { signal } = new AbortController();
  const picture = Float32Array.of(0.8, 0.45);
  expect(await nearestImage(picture, images, "differing", signal)).toEqual({
    index: 1,
    distance: 0,
  });
  const { index, distance } = await nearestImage(picture, images, "euclidean", signal);
  expect(index).toBe(3);
  expect(distance).toBeCloseTo(Math.hypot(0.8 - 200 / 255, 0.45 - 120 / 255), 6);
});

test("the usual distance is the mean of that of held-out images from their nearest", async () => {
  const { signal } = new AbortController();
  const heldOut = { ...images, pixels: Uint8Array.of(0, 255, 255, 255) };
  // One pixel from the first image, none from the third.
  expect(await usualDistance(heldOut, images, "differing", signal)).toBe(0.5);
});

test("a search that is called off ends", async () => {
  const many = { ...images, pixels: new Uint8Array(2 * 5000) };
  const abort = new AbortController();
  const search = nearestImage(Float32Array.of(1, 1), many, "differing", abort.signal);
  abort.abort();
  await expect(search).rejects.toThrow("aborted");
});
