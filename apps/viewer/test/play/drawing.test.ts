import { expect, test } from "vitest";
import { fitPicture } from "../../src/pictures/grey/fit-picture.ts";
import { centreOfMass, inkBox } from "../../src/pictures/grey/ink.ts";
import { placeLikeMnist } from "../../src/views/play/draw/place-like-mnist.ts";
import { rasterize, type Stroke } from "../../src/views/play/draw/strokes.ts";

const size = { width: 28, height: 28 };
const small: Stroke = {
  erases: false,
  points: [
    { x: 3, y: 4 },
    { x: 9, y: 4 },
    { x: 5, y: 14 },
  ],
};

test("a dot of the brush is soft and round, and as heavy as its disc", () => {
  const grey = rasterize([{ erases: false, points: [{ x: 14, y: 14 }] }], size);
  const mass = grey.reduce((sum, value) => sum + value, 0);
  // A disc of radius 1.25 and the rim that is as soft inside as outside: π (r² + soft² ÷ 3).
  expect(mass).toBeCloseTo(Math.PI * (1.25 ** 2 + 0.75 ** 2 / 3), 0);
  expect(centreOfMass(grey, size)).toEqual({ x: 14, y: 14 });
  expect(grey[14 * 28 + 14]).toBe(grey[13 * 28 + 13]);
});

test("the eraser leaves nothing of a line that it goes over, and nothing else is touched", () => {
  const far: Stroke = { erases: false, points: [{ x: 22, y: 22 }] };
  const grey = rasterize([small, far, { ...small, erases: true }], size);
  expect(grey).toEqual(rasterize([far], size));
});

test("a drawing is placed as in MNIST: 20 pixels long, its centre of mass in the middle", () => {
  const grey = rasterize([small], size, placeLikeMnist([small], size));
  const mass = centreOfMass(grey, size);
  // The soft rim falls on other pixels once it is moved: to within a sixth of a pixel.
  expect(mass.x).toBeCloseTo(14, 0.5);
  expect(mass.y).toBeCloseTo(14, 0.5);
  const box = inkBox(grey, size, 0.3);
  expect(Math.max(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(19);
  expect(Math.max(box?.width ?? 0, box?.height ?? 0)).toBeLessThanOrEqual(21);
});

test("where a drawing lies does not matter once it is placed", () => {
  const moved = { ...small, points: small.points.map(({ x, y }) => ({ x: x + 11, y: y + 8 })) };
  const here = rasterize([small], size, placeLikeMnist([small], size));
  const there = rasterize([moved], size, placeLikeMnist([moved], size));
  here.forEach((value, i) => {
    expect(there[i]).toBeCloseTo(value, 4);
  });
});

test("an empty pad stays where it is", () => {
  expect(placeLikeMnist([], size)).toEqual({ scale: 1, x: 0, y: 0 });
});

test("a picture of the same size that is not centred is left as it is", () => {
  const grey = rasterize([small], size);
  expect(fitPicture({ ...size, grey }, size, false)).toEqual(grey);
});

test("a picture is shrunk by the means of its squares", () => {
  const grey = Float32Array.from({ length: 16 }, (_, i) => i / 16);
  const fitted = fitPicture({ width: 4, height: 4, grey }, { width: 2, height: 2 }, false);
  expect([...fitted]).toEqual([2.5, 4.5, 10.5, 12.5].map((value) => value / 16));
});
