import { Box } from "ink";
import type { Style } from "../draw/style.ts";
import { fit } from "../draw/text.ts";
import { keyBindings } from "./keys.ts";
import { Panel } from "./panel.tsx";

/** All keys, over the middle of the screen. */
export function Help({ columns, rows, style }: { columns: number; rows: number; style: Style }) {
  const width = Math.min(columns, 76);
  const room = width - 4 - 9;
  const lines = keyBindings.map(({ name, help }) => {
    const text = fit(help, room).padEnd(room);
    return ` ${style.bold(name.padEnd(9))}${text} `;
  });
  return (
    <Box
      position="absolute"
      width={columns}
      height={rows}
      alignItems="center"
      justifyContent="center"
    >
      <Panel title="keys" height={lines.length + 2} {...{ width, lines, style }} />
    </Box>
  );
}
