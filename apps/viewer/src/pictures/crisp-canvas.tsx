import { useLayoutEffect, useRef } from "preact/hooks";
import { paintInto } from "./canvas.ts";
import type { Pixels } from "./paint.ts";
import "./pictures.css";

export interface CrispCanvasProps {
  /** Its pixels; asked for only when one of `inputs` is another than before. */
  paint(): Pixels;
  /** All that the pixels depend on, always as many. */
  inputs: readonly unknown[];
  /** Size in CSS pixels: a whole number of the screen's for each pixel. */
  width: number;
  height: number;
  /** What it shows, in words. Without, it is hidden from those who do not see it. */
  label?: string;
}

/** A canvas of few pixels, drawn large with sharp edges. */
export function CrispCanvas({ paint, inputs, width, height, label }: CrispCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) paintInto(canvas.current, paint());
  }, inputs);
  return (
    <canvas
      ref={canvas}
      class="crisp-canvas"
      style={{ width: `${width}px`, height: `${height}px` }}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    />
  );
}
