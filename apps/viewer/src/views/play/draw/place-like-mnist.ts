import type { Size } from "../../../pictures/grey/grey-picture.ts";
import { centreOfMass, inkBox, MNIST_BOX } from "../../../pictures/grey/ink.ts";
import { brushOf, type Placement, rasterize, type Stroke, UNMOVED } from "./strokes.ts";

/**
 * Where strokes go so that the picture is as those of MNIST are: its longer side 20 of 28 pixels,
 * its centre of mass in the middle. The pen is as thick as before.
 */
export function placeLikeMnist(strokes: readonly Stroke[], size: Size): Placement {
  const drawn = rasterize(strokes, size);
  const box = inkBox(drawn, size, FAINT);
  if (!box) return UNMOVED;
  const pen = 2 * brushOf(size).radius;
  const side = Math.max(box.width, box.height) - pen;
  const wanted = MNIST_BOX * Math.min(size.width, size.height) - pen;
  const scale = side < pen ? 1 : Math.min(LARGEST, wanted / side);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  // In sight first, as only what is in the image has mass.
  const inside: Placement = {
    scale,
    x: size.width / 2 - scale * middle.x,
    y: size.height / 2 - scale * middle.y,
  };
  const mass = centreOfMass(rasterize(strokes, size, inside), size);
  return {
    scale,
    x: inside.x + size.width / 2 - mass.x,
    y: inside.y + size.height / 2 - mass.y,
  };
}

// Fainter is not ink; and a dot is not blown up to a digit.
const FAINT = 0.1;
const LARGEST = 3;
