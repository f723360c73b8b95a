import { Box, Text } from "ink";
import { hues } from "../draw/style.ts";
import { fit } from "../draw/text.ts";
import type { Question } from "../panels/view.ts";
import type { ChromeProps } from "./chrome-props.ts";
import type { FooterKey } from "./footer-keys.ts";
import { questionText } from "./question-text.ts";

export interface FooterProps extends Pick<ChromeProps, "style" | "directory" | "width" | "height"> {
  readonly view: { readonly message: string; readonly question?: Question };
  readonly keys: readonly FooterKey[];
}

/** The latest news and where the run is kept, if there is a line for it; and the keys, or a question. */
export function Footer({ view, style, directory, keys, width, height }: FooterProps) {
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
      <Text wrap="truncate">
        {view.question
          ? style.bold(style.color(hues.orange, questionText(view.question, room)))
          : keys.map((key) => keyText(key, style)).join("  ")}
      </Text>
    </Box>
  );
}

function keyText({ name, label }: FooterKey, style: ChromeProps["style"]): string {
  return `${style.bold(name)} ${style.dim(label)}`;
}
