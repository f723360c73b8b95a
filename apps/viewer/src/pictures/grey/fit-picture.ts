import type { GreyPicture, Point, Size } from "./grey-picture.ts";
import { centreOfMass, inkBox, MNIST_BOX } from "./ink.ts";

/**
 * A picture in the size of a machine's images: [width × height].
 *
 * @param isCentred whether its ink goes into a box of 20 of 28 pixels with the centre of mass in the
 * middle, as in MNIST; else all of the picture is fitted in
 */
export function fitPicture(picture: GreyPicture, size: Size, isCentred: boolean): Float32Array {
  const ink = isCentred ? inkBox(picture.grey, picture, FAINT) : undefined;
  const box = ink ?? { x: 0, y: 0, width: picture.width, height: picture.height };
  const share = ink ? MNIST_BOX : 1;
  const step = Math.max(box.width / (share * size.width), box.height / (share * size.height));
  const from = (middle: Point) => ({
    x: middle.x - (step * size.width) / 2,
    y: middle.y - (step * size.height) / 2,
  });
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const fitted = shrink(picture, size, from(middle), step);
  if (!ink) return fitted;
  const mass = centreOfMass(fitted, size);
  const moved = {
    x: middle.x + step * (mass.x - size.width / 2),
    y: middle.y + step * (mass.y - size.height / 2),
  };
  return shrink(picture, size, from(moved), step);
}

// Paper is never quite white.
const FAINT = 0.25;

// Means over squares of the picture, `step` wide; beyond its sides there is no ink.
function shrink(picture: GreyPicture, size: Size, from: Point, step: number): Float32Array {
  const fitted = new Float32Array(size.width * size.height);
  for (let i = 0; i < fitted.length; i++) {
    const left = from.x + (i % size.width) * step;
    const top = from.y + Math.floor(i / size.width) * step;
    fitted[i] = meanOf(picture, { x: left, y: top }, step);
  }
  return fitted;
}

function meanOf({ grey, width, height }: GreyPicture, { x, y }: Point, step: number): number {
  let sum = 0;
  for (let row = Math.max(0, Math.floor(y)); row < Math.min(height, y + step); row++) {
    const down = Math.min(row + 1, y + step) - Math.max(row, y);
    for (let column = Math.max(0, Math.floor(x)); column < Math.min(width, x + step); column++) {
      const across = Math.min(column + 1, x + step) - Math.max(column, x);
      sum += (grey[row * width + column] ?? 0) * across * down;
    }
  }
  return sum / (step * step);
}
