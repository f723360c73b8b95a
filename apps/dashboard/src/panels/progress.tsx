import { Box, Text } from "ink";
import type { Rgb } from "../draw/color.ts";
import { hues } from "../draw/style.ts";
import { formatCount, formatDuration, joinFitting } from "../draw/text.ts";
import type { Pace } from "./pace.ts";
import type { PanelProps } from "./view.ts";

/** What training does and how far it is: a bar with percent; and step, time and speed. */
export function Progress({ run, view, pace, style, width, height }: PanelProps) {
  const columns = width - 2;
  const { label, hue } = activity(view, run.end?.reason);
  const done = run.start ? Math.min(1, run.step / Math.max(1, run.start.steps)) : 0;
  const percent = `${Math.floor(100 * done)} %`.padStart(5);
  const parts = progressParts(run, pace);
  const beside = height > 1 ? "" : `  ${joinFitting(parts, columns - 32)}`;
  const length = Math.max(0, columns - label.length - percent.length - beside.length - 2);
  const filled = Math.round(done * length);
  const bar = style.color(hue, "━".repeat(filled)) + style.dim("─".repeat(length - filled));
  return (
    <Box flexDirection="column" width={width} height={height} paddingX={1}>
      <Text>{`${style.color(hue, label)} ${bar} ${style.bold(percent)}${beside}`}</Text>
      {height > 1 && <Text>{joinFitting(parts, columns)}</Text>}
    </Box>
  );
}

function activity(
  { activity }: PanelProps["view"],
  reason: "done" | "stopped" | undefined,
): { label: string; hue: Rgb } {
  switch (activity) {
    case "training":
      return { label: "● training", hue: hues.blue };
    case "paused":
      return { label: "‖ paused", hue: hues.orange };
    case "stopping":
      return { label: "■ stopping", hue: hues.orange };
    case "ended":
      return reason === "done"
        ? { label: "✓ done", hue: hues.green }
        : { label: "■ stopped", hue: hues.orange };
    default:
      return activity satisfies never;
  }
}

// The first ones are the last to go where there is little room.
function progressParts({ start, step, end }: PanelProps["run"], pace: Pace): string[] {
  if (!start) return ["starting"];
  const parts = [`step ${formatCount(step)}/${formatCount(start.steps)}`];
  const speed = pace.stepsPerSecond;
  if (speed && !end) {
    parts.push(`${formatDuration((1000 * (start.steps - step)) / speed)} left`);
  }
  const epoch = (steps: number) => (steps / start.stepsPerEpoch).toFixed(1);
  parts.push(`epoch ${epoch(step)} of ${epoch(start.steps).replace(/\.0$/, "")}`);
  if (speed) parts.push(`${formatCount(speed * start.batch)} images/s`);
  parts.push(`${formatDuration(pace.elapsed)} elapsed`);
  return parts;
}
