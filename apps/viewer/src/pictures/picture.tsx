import { colorScheme } from "../app/theme.ts";
import type { Scale } from "./colors.ts";
import { CrispCanvas } from "./crisp-canvas.tsx";
import { crisp, pixelRatio } from "./device-pixels.ts";
import { paint, type Values } from "./paint.ts";

export interface PictureProps {
  /** [width × height], row by row. NaN is no pixel. */
  values: Values;
  /** Pixels across and down. */
  width: number;
  height: number;
  /** Default `greys`. */
  scale?: Scale;
  /** The value that stands for 1 of the scale. Default 1. */
  limit?: number;
  /** What it shows, such as "dream 3 of 24". Without, it is decoration. */
  label?: string;
  /** Size of a pixel in CSS pixels, about: it becomes a whole number of the screen's. Default 4. */
  zoom?: number;
}

/** A picture with crisp pixels. */
export function Picture(props: PictureProps) {
  const { values, width, height, scale, limit, label, zoom = 4 } = props;
  const theme = colorScheme.value;
  const size = crisp(zoom, pixelRatio.value);
  return (
    <CrispCanvas
      paint={() => paint(values, { width, height, scale, limit, theme })}
      inputs={[values, width, height, scale, limit, theme]}
      width={width * size}
      height={height * size}
      label={label}
    />
  );
}
