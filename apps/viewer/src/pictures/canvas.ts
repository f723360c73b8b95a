import type { Coloring, Pixels } from "./paint.ts";
import { arrangeSheet, type Pictures, paintSheet, type SheetOptions } from "./sheet.ts";

/** A canvas of a page, or one for a film. */
export type AnyCanvas = HTMLCanvasElement | OffscreenCanvas;

/** Changes `canvas`: gives it the size of the pixels, if it has another, and puts them there. */
export function paintInto(canvas: AnyCanvas, { width, height, data }: Pixels): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  // An image of no pixels is an error to the browser.
  if (data.length === 0) return;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D | null;
  context?.putImageData(new ImageData(data, width, height), 0, 0);
}

export interface PngOptions extends Coloring, SheetOptions {
  /** How large a pixel of a picture is. Default 4. */
  readonly zoom?: number;
  /** CSS colour between the pictures. Default none: transparent. */
  readonly ground?: string;
}

/** A PNG of pictures on a sheet. */
export async function pngOfPictures(
  pictures: Pictures,
  { zoom = 4, ground, ...options }: PngOptions = {},
): Promise<Blob> {
  const pixels = paintSheet(pictures, arrangeSheet(pictures, options), options);
  const small = new OffscreenCanvas(pixels.width, pixels.height);
  paintInto(small, pixels);
  const large = new OffscreenCanvas(zoom * pixels.width, zoom * pixels.height);
  const context = large.getContext("2d");
  if (!context) throw new Error("png: this browser gives no canvas to draw on; close other pages");
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(0, 0, large.width, large.height);
  }
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, large.width, large.height);
  return large.convertToBlob({ type: "image/png" });
}
