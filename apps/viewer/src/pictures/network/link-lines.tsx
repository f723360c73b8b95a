import type { Machine } from "@helmholtz/core";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { colorScheme } from "../../app/theme.ts";
import { cssColor } from "../colors.ts";
import { type Link, strongestLinks } from "./strongest.ts";

export interface LinkLinesProps {
  machine: Machine;
  /** What holds the canvases of all layers, the top one first. */
  stage: RefObject<HTMLElement | null>;
  /** Units across of a layer. */
  columnsOf(layer: number): number;
  from: Link["from"];
}

/** Lines from a unit to those that its largest weights go to, as wide as they are large. */
export function LinkLines({ machine, stage, columnsOf, from }: LinkLinesProps) {
  const theme = colorScheme.value;
  const { layer, unit } = from;
  const links = useMemo(
    () => strongestLinks(machine, { layer, unit }, LINES),
    [machine, layer, unit],
  );
  const [boxes, setBoxes] = useState<readonly DOMRect[]>([]);
  useLayoutEffect(() => {
    if (stage.current) setBoxes(layerBoxes(stage.current));
  }, [stage, layer, unit]);
  const placeOf = ({ layer, unit }: Link["from"]) => {
    const box = boxes[layer];
    const units = machine.sizes[layer];
    if (!box || !units) return { x: 0, y: 0 };
    const columns = columnsOf(layer);
    const rows = Math.ceil(units / columns);
    return {
      x: box.x + ((unit % columns) + 0.5) * (box.width / columns),
      y: box.y + (Math.floor(unit / columns) + 0.5) * (box.height / rows),
    };
  };
  const start = placeOf(from);
  return (
    <svg class="network-lines" aria-hidden="true">
      {boxes.length > 0 &&
        links.map(({ to, weight, strength }) => {
          const end = placeOf(to);
          return (
            <g
              key={`${to.layer} ${to.unit}`}
              style={{ color: cssColor(Math.sign(weight) * 0.6, "diverging", theme) }}
            >
              <line
                x1={start.x}
                y1={start.y}
                x2={end.x}
                y2={end.y}
                stroke-width={0.5 + 2 * strength}
              />
              <circle cx={end.x} cy={end.y} r={4} />
            </g>
          );
        })}
    </svg>
  );
}

// Of each direction.
const LINES = 10;

// Of each layer, visible first, from the upper left of the stage.
function layerBoxes(stage: HTMLElement): DOMRect[] {
  const origin = stage.getBoundingClientRect();
  return Array.from(stage.querySelectorAll("canvas"), (canvas) => {
    const { x, y, width, height } = canvas.getBoundingClientRect();
    return new DOMRect(x - origin.x, y - origin.y, width, height);
  }).reverse();
}
