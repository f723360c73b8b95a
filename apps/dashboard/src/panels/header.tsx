import { Box, Text } from "ink";
import { hues } from "../draw/style.ts";
import { formatCount, joinFitting } from "../draw/text.ts";
import type { PanelProps } from "./view.ts";

/** One line: what is trained on what, and how. */
export function Header({ run, style, width }: PanelProps) {
  const facts = joinFitting(runFacts(run), width - NAME.length - 4);
  return (
    <Box width={width} height={1} paddingX={1}>
      <Text>{`${style.bold(style.color(hues.blue, NAME))}  ${facts}`}</Text>
    </Box>
  );
}

const NAME = "helmholtz";

// The first ones are the last to go where there is little room.
function runFacts({ start }: PanelProps["run"]): string[] {
  if (!start) return [];
  const held = start.validImages ? ` + ${formatCount(start.validImages)} held out` : "";
  return [
    start.sizes.join("-"),
    start.data,
    start.rule,
    start.optimizer,
    start.backend,
    `seed ${start.seed}`,
    `batch ${formatCount(start.batch)}`,
    `${formatCount(start.trainImages)}${held}`,
  ];
}
