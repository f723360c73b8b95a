import { useId, useRef, useState } from "preact/hooks";
import { colorScheme } from "../../../app/theme.ts";
import { CrispCanvas } from "../../../pictures/crisp-canvas.tsx";
import { crisp, pixelRatio } from "../../../pictures/device-pixels.ts";
import type { Point } from "../../../pictures/grey/grey-picture.ts";
import { moveInGrid } from "../../../pictures/move-in-grid.ts";
import { paint } from "../../../pictures/paint.ts";
import { useWidth } from "../../../pictures/use-width.ts";
import type { Pad } from "./pad.ts";

export interface PadCanvasProps {
  pad: Pad;
  /** Whether the pen takes ink away. */
  erases: boolean;
  /** Called as the pen goes down. */
  onDraw(): void;
  /** Control and Z. */
  onUndo(): void;
}

/** A pad that is drawn on by mouse, touch or pen, or by a cursor that the arrow keys move. */
export function PadCanvas({ pad, erases, onDraw, onUndo }: PadCanvasProps) {
  const { width, height } = pad;
  const frame = useRef<HTMLDivElement>(null);
  const room = useWidth(frame) ?? 0;
  const [cursor, setCursor] = useState(Math.floor(height / 2) * width + Math.floor(width / 2));
  const [isFocused, setFocused] = useState(false);
  const [isDown, setDown] = useState(false);
  const help = useId();
  const theme = colorScheme.value;
  const drawn = pad.drawn.value;
  const zoom = Math.min(SIDE, room) / width;
  const ratio = pixelRatio.value;
  const size =
    Math.floor(zoom * ratio) >= 1 ? Math.floor(zoom * ratio) / ratio : crisp(zoom, ratio);

  const pointOf = (event: PointerEvent, box: DOMRect): Point => ({
    x: (event.clientX - box.left) / size,
    y: (event.clientY - box.top) / size,
  });
  const begin = (at: Point, isEraser = erases) => {
    onDraw();
    pad.begin(at, isEraser);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      setDown(false);
      onUndo();
      return;
    }
    const to = moveInGrid(event, cursor, { count: width * height, columns: width });
    if (to !== undefined) {
      setCursor(to);
      if (isDown) pad.move([middleOf(to, width)]);
    } else if (event.key === " " || event.key === "Enter") {
      if (!isDown) begin(middleOf(cursor, width));
      setDown(!isDown);
    } else return;
    event.preventDefault();
  };
  const place = {
    left: `${(cursor % width) * size}px`,
    top: `${Math.floor(cursor / width) * size}px`,
    width: `${size}px`,
    height: `${size}px`,
  };
  return (
    <div class="pad-frame" ref={frame}>
      <div
        class="pad"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move a cursor.
        tabIndex={0}
        aria-label={`Drawing, ${width} by ${height} pixels`}
        aria-describedby={help}
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(event.currentTarget.matches(":focus-visible"))}
        onBlur={() => {
          setFocused(false);
          setDown(false);
        }}
        onPointerDown={(event) => {
          if (!event.isPrimary || (event.button !== 0 && event.button !== PEN_ERASER)) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setFocused(false);
          const box = event.currentTarget.getBoundingClientRect();
          begin(pointOf(event, box), erases || event.button === PEN_ERASER);
        }}
        onPointerMove={(event) => {
          if (!event.isPrimary || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
          const box = event.currentTarget.getBoundingClientRect();
          const all = event.getCoalescedEvents?.() ?? [];
          pad.move((all.length > 0 ? all : [event]).map((each) => pointOf(each, box)));
        }}
      >
        {room > 0 && (
          <CrispCanvas
            paint={() => paint(drawn, { width, height, theme })}
            inputs={[drawn, width, height, theme]}
            width={width * size}
            height={height * size}
          />
        )}
        {pad.isEmpty.value && <span class="pad-invitation">Draw here</span>}
        {isFocused && <span class={isDown ? "pad-cursor down" : "pad-cursor"} style={place} />}
      </div>
      <span id={help} class="visually-hidden">
        Arrow keys move a cursor; Space sets the pen down and lifts it; Control and Z undo.
      </span>
      <output class="visually-hidden">
        {isFocused &&
          `column ${(cursor % width) + 1}, row ${Math.floor(cursor / width) + 1}, pen ${isDown ? "down" : "up"}`}
      </output>
    </div>
  );
}

// CSS pixels across, at most.
const SIDE = 280;
// The other end of some pens.
const PEN_ERASER = 5;

function middleOf(pixel: number, width: number): Point {
  return { x: (pixel % width) + 0.5, y: Math.floor(pixel / width) + 0.5 };
}
