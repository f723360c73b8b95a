import type { RunState } from "@helmholtz/core";
import { Box, Text, useInput } from "ink";
import type { Style } from "./draw/style.ts";
import { Footer } from "./panels/footer.tsx";
import { Header } from "./panels/header.tsx";
import { Help } from "./panels/help.tsx";
import { panels } from "./panels/index.ts";
import { layout, smallest } from "./panels/layout.ts";
import type { Pace } from "./panels/pace.ts";
import { Progress } from "./panels/progress.tsx";
import type { View } from "./panels/view.ts";

export interface DashboardProps {
  readonly run: RunState;
  readonly view: View;
  readonly pace: Pace;
  readonly style: Style;
  /** Character cells of the terminal. */
  readonly columns: number;
  readonly rows: number;
  /** Where the run is kept. */
  readonly directory: string;
  /** Whether there are keys to listen to. */
  readonly keyboard: boolean;
  onKey(key: string): void;
}

/** The whole screen, drawn anew from its properties: it holds no state of its own. */
export function Dashboard({ directory, keyboard, onKey, ...props }: DashboardProps) {
  const { columns, rows, view, style } = props;
  useInput(
    (input, key) => {
      if (key.ctrl) {
        if (input === "c") onKey("\x03");
        return;
      }
      if (key.escape) onKey("\x1b");
      for (const character of input) onKey(character);
    },
    { isActive: keyboard },
  );
  const places = layout(columns, rows);
  if (!places) return <Text>{tooSmall(columns, rows)}</Text>;
  const { tall } = places;
  const shown = places.columns.flatMap(({ panels }) => panels.map(({ name }) => name));
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Header {...props} width={columns} height={1} />
      <Progress {...props} width={columns} height={tall ? 2 : 1} />
      <Box>
        {places.columns.map(({ width, panels: stack }) => (
          <Box key={stack[0]?.name} flexDirection="column" width={width}>
            {stack.map(({ name, height }) => {
              const Panel = panels[name];
              return <Panel key={name} {...props} width={width} height={height} />;
            })}
          </Box>
        ))}
      </Box>
      <Footer {...props} {...{ directory, shown }} width={columns} height={tall ? 2 : 1} />
      {view.help && <Help {...{ columns, rows, style }} />}
    </Box>
  );
}

function tooSmall(columns: number, rows: number): string {
  return `helmholtz needs ${smallest.columns} × ${smallest.rows} characters, this is ${columns} × ${rows}`;
}
