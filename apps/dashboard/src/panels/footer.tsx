import { Box, Text } from "ink";
import { hues, type Style } from "../draw/style.ts";
import { fit } from "../draw/text.ts";
import { keyBindings } from "./keys.ts";
import type { PanelName } from "./layout.ts";
import type { PanelProps } from "./view.ts";

export interface FooterProps extends PanelProps {
  /** Where the run is kept. */
  readonly directory: string;
  /** The panels above. */
  readonly shown: readonly PanelName[];
}

/** The latest news and where the run is kept, if there is a line for it; and the keys, or a question. */
export function Footer(props: FooterProps) {
  const { view, style, width, height, directory } = props;
  const room = width - 2;
  return (
    <Box flexDirection="column" width={width} height={height} paddingX={1}>
      {height > 1 && (
        <Box columnGap={2} justifyContent="space-between">
          <Box flexShrink={0}>
            <Text>{style.dim(fit(view.message, room))}</Text>
          </Box>
          <Text wrap="truncate-start">{style.dim(directory)}</Text>
        </Box>
      )}
      <Text wrap="truncate">{view.asking ? question(style, room) : keyLine(props, room)}</Text>
    </Box>
  );
}

function question(style: Style, width: number): string {
  return style.bold(style.color(hues.orange, fit("Stop, save and leave?  y yes   n no", width)));
}

// Every key with its long label where all of them fit, otherwise with its short one.
function keyLine({ view, style, shown }: FooterProps, width: number): string {
  const keys = keyBindings
    .filter(({ panel }) => !panel || shown.includes(panel))
    .flatMap(({ name, labels }) => {
      const [long, short] = labels(view) ?? [];
      return long && short ? [{ name, long, short }] : [];
    });
  const length = keys.reduce((sum, { name, long }) => sum + name.length + long.length + 3, -2);
  return keys
    .map(({ name, long, short }) => {
      return `${style.bold(name)} ${style.dim(length <= width ? long : short)}`;
    })
    .join("  ");
}
