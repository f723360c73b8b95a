import { Text } from "ink";
import { frame } from "../draw/panel-frame.ts";
import type { Style } from "../draw/style.ts";

export interface CoverProps {
  readonly title: string;
  readonly lines: readonly string[];
  /** Lines that it is scrolled down by; more than there are is the end. */
  readonly scroll: number;
  readonly style: Style;
  readonly width: number;
  readonly height: number;
}

/** Text in place of the panels, scrolled where it is longer. */
export function Cover({ title, lines, scroll, style, width, height }: CoverProps) {
  const rows = height - 2;
  const from = Math.max(0, Math.min(scroll, lines.length - rows));
  const more =
    lines.length > rows
      ? `${from + 1}–${Math.min(from + rows, lines.length)} of ${lines.length}`
      : "";
  return (
    <Text>
      {frame({
        ...{ title, width, height, style },
        note: more,
        lines: lines.slice(from, from + rows),
      }).join("\n")}
    </Text>
  );
}
