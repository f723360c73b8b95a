import type { Matrix } from "@helmholtz/core";
import { useRef, useState } from "preact/hooks";
import { colorScheme } from "../app/theme.ts";
import type { Scale } from "./colors.ts";
import { CrispCanvas } from "./crisp-canvas.tsx";
import { crisp, pixelRatio } from "./device-pixels.ts";
import { Picture } from "./picture.tsx";
import { type Box, PictureItems } from "./picture-items.tsx";
import { arrangeSheet, paintSheet } from "./sheet.ts";
import { useWidth } from "./use-width.ts";
import "./picture-grid.css";

export interface PictureGridProps {
  /** [pictures × (width · height)] */
  images: Matrix;
  /** Pixels across and down of each picture. */
  width: number;
  height: number;
  /** Default `greys`. */
  scale?: Scale;
  /** The value that stands for 1 of the scale. Default 1. */
  limit?: number;
  /** What one of them is, such as "dream": each is then "dream 3 of 24". Default "picture". */
  name?: string;
  /** What they are together. Default their number and name. */
  label?: string;
  /** A short caption below each. */
  labels?: readonly string[];
  /** Those that matter less, and are drawn fainter. */
  faint?: ReadonlySet<number>;
  selected?: number;
  /** Makes them selectable, by mouse and keyboard. */
  onSelect?(index: number): void;
  /** Default as many as there is room for. */
  columns?: number;
  /** Size of a pixel in CSS pixels, about. Default such that a picture is some 72 px wide. */
  zoom?: number;
}

/**
 * Many pictures on one canvas, which is what a browser draws fastest: 400 of them in a twentieth
 * of the time of a canvas each. The one under the mouse or the focus is shown larger.
 */
export function PictureGrid(props: PictureGridProps) {
  const { images, width, height, scale, limit, name = "picture", labels } = props;
  const { label = `${images.rows} ${name}s` } = props;
  const container = useRef<HTMLDivElement>(null);
  const room = useWidth(container);
  const [near, setNear] = useState<number>();
  const theme = colorScheme.value;

  const zoom = crisp(props.zoom ?? PICTURE / width, pixelRatio.value);
  const gap = Math.max(1, Math.round(GAP / zoom));
  const foot = labels ? Math.ceil(CAPTION / zoom) : 0;
  const fitting = Math.floor(((room ?? 0) / zoom + gap) / (width + gap));
  const columns = Math.max(1, props.columns ?? fitting);
  const pictures = { values: images.data, count: images.rows, width, height };
  const sheet = arrangeSheet(pictures, { columns, gap, foot });
  const boxes = Array.from({ length: images.rows }, (_, index): Box => {
    const { x, y } = sheet.at(index);
    const below = labels ? CAPTION : 0;
    return { x: x * zoom, y: y * zoom, width: width * zoom, height: height * zoom + below };
  });
  const box = near === undefined || zoom * width > LARGE / 2 ? undefined : boxes[near];
  const size = { width: sheet.width * zoom, height: sheet.height * zoom };
  return (
    <div class="picture-grid" ref={container}>
      {room !== undefined && (
        <div class="picture-sheet" style={{ width: `${size.width}px` }}>
          <CrispCanvas
            paint={() => paintSheet(pictures, sheet, { scale, limit, theme })}
            inputs={[images, width, height, scale, limit, theme, columns, gap, foot]}
            {...size}
            label={props.onSelect ? undefined : label}
          />
          <PictureItems
            boxes={boxes}
            columns={sheet.columns}
            name={name}
            label={label}
            labels={labels}
            faint={props.faint}
            selected={props.selected}
            onSelect={props.onSelect}
            onNear={setNear}
          />
          {box && near !== undefined && (
            <div class="picture-larger" style={beside(box, room, height / width)}>
              <Picture
                values={images.data.subarray(near * images.cols, (near + 1) * images.cols)}
                zoom={LARGE / width}
                {...{ width, height, scale, limit }}
              />
            </div>
          )}
        </div>
      )}
    </div>
  );
}

// Above a picture, or in the upper rows below it, and not beyond the sides.
function beside(box: Box, room: number, slope: number): { left: string; top: string } {
  const [width, height] = [LARGE + 2 * FRAME, LARGE * slope + 2 * FRAME];
  const centered = box.x + (box.width - width) / 2;
  const above = box.y - height - GAP;
  return {
    left: `${Math.max(0, Math.min(room - width, centered))}px`,
    top: `${above >= 0 ? above : box.y + box.height + GAP}px`,
  };
}

// CSS pixels of a picture, between two, of a caption, of a larger picture and of what frames it.
const PICTURE = 72;
const GAP = 7;
const CAPTION = 20;
const LARGE = 224;
const FRAME = 9;
