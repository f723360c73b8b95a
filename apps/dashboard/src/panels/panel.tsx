import { Box, Text } from "ink";
import type { Style } from "../draw/style.ts";
import { fit } from "../draw/text.ts";

export interface PanelFrameProps {
  readonly title: string;
  /** At the right of the title, where there is room: text as it is measured, and as it is drawn. */
  readonly note?: { readonly text: string; readonly drawn?: string };
  readonly width: number;
  readonly height: number;
  readonly style: Style;
  /** What is inside, none longer than `width` − 2 cells. */
  readonly lines: readonly string[];
}

/** A rounded border with a title, around lines of text. */
export function Panel({ title, note, width, height, style, lines }: PanelFrameProps) {
  const rows = height - 2;
  const side = style.dim("│");
  const sides = Array<string>(rows).fill(side).join("\n");
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Text>{topBorder({ title, note, width, style })}</Text>
      <Box height={rows}>
        <Text>{sides}</Text>
        <Box width={width - 2}>
          <Text wrap="truncate">{lines.slice(0, rows).join("\n")}</Text>
        </Box>
        <Text>{sides}</Text>
      </Box>
      <Text>{style.dim(`╰${"─".repeat(width - 2)}╯`)}</Text>
    </Box>
  );
}

/** The space that a panel of this size has inside. */
export function inside({ width, height }: { width: number; height: number }) {
  return { columns: width - 2, rows: height - 2 };
}

function topBorder({
  title,
  note,
  width,
  style,
}: Pick<PanelFrameProps, "title" | "note" | "width" | "style">): string {
  const heading = fit(title, width - 6);
  const room = width - heading.length - 5;
  const noted = note && note.text.length + 3 <= room;
  const rule = room - (noted ? note.text.length + 3 : 0);
  const end = noted ? ` ${note.drawn ?? style.dim(note.text)} ${style.dim("─╮")}` : style.dim("╮");
  return `${style.dim("╭─")} ${style.bold(heading)} ${style.dim("─".repeat(rule))}${end}`;
}
