import { useId, useState } from "preact/hooks";
import { colorScheme } from "../app/theme.ts";
import { CrispCanvas } from "./crisp-canvas.tsx";
import { crisp, pixelRatio } from "./device-pixels.ts";
import { moveInGrid } from "./move-in-grid.ts";
import { paint, type Values } from "./paint.ts";
import { pixelName, stateOf } from "./words.ts";
import "./pixel-grid.css";

export interface PixelGridProps {
  /** [width × height]: probability that each pixel is on, or its state. */
  values: Values;
  width: number;
  height: number;
  /** The pixels that are held, and whether on. */
  clamped?: ReadonlyMap<number, boolean>;
  /** What the picture is, such as "pixels". */
  label: string;
  /** A click on a pixel, or Enter or Space at the cursor. */
  onPixel(pixel: number): void;
  /** The pixel under the mouse or the cursor; none as that ends. */
  onNear?(pixel: number | undefined): void;
  /** Size of a pixel in CSS pixels, about. Default 8. */
  zoom?: number;
}

/** A picture whose pixels can be clicked, or visited by a cursor that the arrow keys move. */
export function PixelGrid(props: PixelGridProps) {
  const { values, width, height, clamped, label, onPixel, onNear, zoom = 8 } = props;
  const [cursor, setCursor] = useState(0);
  const [isFocused, setFocused] = useState(false);
  const help = useId();
  const theme = colorScheme.value;
  const size = crisp(zoom, pixelRatio.value);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = moveInGrid(event, cursor, { count: width * height, columns: width });
    if (to === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (to === undefined) onPixel(cursor);
    else {
      setCursor(to);
      onNear?.(to);
    }
  };
  const pixelAt = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.floor((event.clientX - box.left) / size);
    const y = Math.floor((event.clientY - box.top) / size);
    return Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x));
  };
  const mark = (pixel: number) => ({
    left: `${(pixel % width) * size}px`,
    top: `${Math.floor(pixel / width) * size}px`,
    width: `${size}px`,
    height: `${size}px`,
  });
  return (
    <div class="pixel-grid-frame">
      <div
        class="pixel-grid"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move a cursor.
        tabIndex={0}
        aria-label={`${label}, ${width} by ${height}${clamped?.size ? `, ${clamped.size} clamped` : ""}`}
        aria-describedby={help}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          setFocused(event.currentTarget.matches(":focus-visible"));
          onNear?.(cursor);
        }}
        onBlur={() => {
          setFocused(false);
          onNear?.(undefined);
        }}
        onPointerMove={(event) => onNear?.(pixelAt(event))}
        onPointerLeave={() => onNear?.(undefined)}
        onPointerDown={(event) => {
          const pixel = pixelAt(event);
          setCursor(pixel);
          onPixel(pixel);
        }}
      >
        <CrispCanvas
          paint={() => paint(values, { width, height, theme })}
          inputs={[values, width, height, theme]}
          width={width * size}
          height={height * size}
        />
        {Array.from(clamped ?? [], ([pixel, on]) => (
          <span key={pixel} class={on ? "pixel-held on" : "pixel-held"} style={mark(pixel)} />
        ))}
        {isFocused && <span class="pixel-cursor" style={mark(cursor)} />}
      </div>
      <span id={help} class="visually-hidden">
        Arrow keys move among the pixels, Enter or Space changes one.
      </span>
      <output class="visually-hidden">
        {isFocused && pixelLabel(cursor, width, values[cursor], clamped?.get(cursor))}
      </output>
    </div>
  );
}

function pixelLabel(
  pixel: number,
  width: number,
  value: number | undefined,
  held: boolean | undefined,
): string {
  return `${pixelName(pixel, width)}: ${stateOf(value, held)}`;
}
