import type { ChartData } from "./chart-data.ts";
import { type SvgOptions, svgOf } from "./svg-of.tsx";

/**
 * A chart with its title and legend as a PNG of two pixels to each of the SVG.
 *
 * @throws Error where the browser cannot draw so large a picture
 */
export async function pngOf(data: ChartData, options: SvgOptions = {}): Promise<Blob> {
  const address = URL.createObjectURL(
    new Blob([svgOf(data, options)], { type: "image/svg+xml;charset=utf-8" }),
  );
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * image.width;
    canvas.height = 2 * image.height;
    const size = `${canvas.width} x ${canvas.height} pixels`;
    const failed = new Error(`PNG: the browser cannot draw ${size}; save the chart as SVG instead`);
    const context = canvas.getContext("2d");
    if (!context) throw failed;
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw failed;
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
