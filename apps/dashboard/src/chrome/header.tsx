import { Box, Text } from "ink";
import { hues } from "../draw/style.ts";
import { formatCount, joinFitting } from "../draw/text.ts";
import { formatRate } from "../rate.ts";
import type { ChromeProps } from "./chrome-props.ts";

/** One line: what is trained on what, and how. */
export function Header({ run, learning, style, width }: ChromeProps) {
  const facts = joinFitting(runFacts(run, learning), width - NAME.length - 4);
  return (
    <Box width={width} height={1} paddingX={1}>
      <Text>{`${style.bold(style.color(hues.blue, NAME))}  ${facts}`}</Text>
    </Box>
  );
}

const NAME = "helmholtz";

// The first ones are the last to go where there is little room.
function runFacts({ start }: ChromeProps["run"], { rate }: ChromeProps["learning"]): string[] {
  if (!start) return [];
  const held = start.validImages ? ` + ${formatCount(start.validImages)} held out` : "";
  return [
    start.sizes.join("-"),
    start.data,
    start.rule,
    `${start.optimizer} ${formatRate(rate)}`,
    start.backend,
    `seed ${start.seed}`,
    `batch ${formatCount(start.batch)}`,
    `${formatCount(start.trainImages)}${held}`,
  ];
}
