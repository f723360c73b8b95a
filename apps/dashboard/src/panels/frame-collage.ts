import type { Collage } from "../draw/collage.ts";
import { frame } from "../draw/panel-frame.ts";
import type { Drawing, PanelProps } from "./drawing.ts";

/** A panel around a collage that was made for the space inside it. */
export function frameCollage(
  collage: Collage,
  { title, note }: { title: string; note?: string },
  { style, width, height }: Pick<PanelProps, "style" | "width" | "height">,
): Drawing {
  const { lines, images } = collage.finish();
  return {
    lines: frame({ title, note, lines, style, width, height }),
    // Its places are relative to the inside, those of a panel to its border.
    images: images.map((image) => ({ ...image, row: image.row + 1, column: image.column + 1 })),
  };
}
