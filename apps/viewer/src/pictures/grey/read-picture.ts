import { DataError } from "@helmholtz/core";
import type { GreyPicture } from "./grey-picture.ts";

/** The brightness of a picture, as somebody gave it. */
export interface BrightPicture {
  readonly name: string;
  /** 1 is white. */
  readonly bright: GreyPicture;
  /** Whether it looks like dark ink on light paper. */
  readonly isOnPaper: boolean;
}

/**
 * Reads a PNG, a JPEG or whatever else the browser can show.
 *
 * @throws DataError when it can not.
 */
export async function readPicture(file: File): Promise<BrightPicture> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new DataError(
      `${file.name}: a PNG, a JPEG or an IDX file of images is needed, the browser cannot read this; save it as one of them`,
    );
  }
  const zoom = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(zoom * bitmap.width));
  const height = Math.max(1, Math.round(zoom * bitmap.height));
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (!context) {
    throw new DataError(
      `${file.name}: this browser gives no canvas to read it with; close other pages`,
    );
  }
  // What is transparent is paper.
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const grey = Float32Array.from({ length: width * height }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(4 * i, 4 * i + 3);
    // Rec. 601.
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  });
  return { name: file.name, bright: { width, height, grey }, isOnPaper: rimOf(grey, width) > 0.5 };
}

/** Ink of a picture: how dark it is, or how bright. */
export function inkOf({ bright }: BrightPicture, isInverted: boolean): GreyPicture {
  return isInverted ? { ...bright, grey: bright.grey.map((value) => 1 - value) } : bright;
}

// A photo has millions; a machine's image has hundreds.
const MOST_PIXELS = 280;

// Mean brightness along the sides.
function rimOf(grey: Float32Array, width: number): number {
  const height = grey.length / width;
  const rim = grey.filter((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  return rim.reduce((sum, value) => sum + value, 0) / rim.length;
}
