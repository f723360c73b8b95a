import { epochAt } from "@helmholtz/core";
import { Box, Text } from "ink";
import type { Rgb } from "../draw/color.ts";
import { hues } from "../draw/style.ts";
import { formatBytes, formatCount, formatDuration, joinFitting } from "../draw/text.ts";
import type { Pace } from "../pace.ts";
import { phasesOff } from "../phases.ts";
import type { ChromeProps } from "./chrome-props.ts";

/** What training does and how far it is: a bar with percent; and step, time and speed. */
export function Progress(props: ChromeProps) {
  const { run, style, width, height } = props;
  const columns = width - 2;
  const { label, hue } = activity(props);
  const done = run.start ? Math.min(1, run.step / Math.max(1, run.start.steps)) : 0;
  const percent = `${Math.floor(100 * done)} %`.padStart(5);
  const parts = progressParts(props);
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

function activity({ run, view, learning }: ChromeProps): { label: string; hue: Rgb } {
  if (view.cursor !== undefined) {
    return { label: `◂ looking at step ${formatCount(view.cursor)}`, hue: hues.orange };
  }
  const phases = phasesOff(learning);
  const off = phases.length > 0 ? ` ${phases.join(", ")} off` : "";
  switch (view.activity) {
    case "training":
      return { label: `● training${off}`, hue: off ? hues.orange : hues.blue };
    case "paused":
      return { label: `‖ paused${halfDone(run)}${off}`, hue: hues.orange };
    case "stopping":
      return { label: `■ stopping`, hue: hues.orange };
    case "stalled":
      return { label: `? stalled`, hue: hues.orange };
    case "ended":
      return run.end?.reason === "done"
        ? { label: `✓ done`, hue: hues.green }
        : { label: `■ stopped`, hue: hues.orange };
    default:
      return view.activity satisfies never;
  }
}

// Of a step that was halted between its phases: what has been done of it.
function halfDone({ phases }: ChromeProps["run"]): string {
  return phases?.phase ? ` after ${phases.phase}` : "";
}

// The first ones are the last to go where there is little room.
function progressParts({ run, pace, memory }: ChromeProps): string[] {
  const { start, step, epochs, end } = run;
  if (!start) return ["starting"];
  const parts = [`step ${formatCount(step)}/${formatCount(start.steps)}`];
  if (!end) parts.push(timeLeft(pace, start.steps - step));
  const epoch = (steps: number) => epochAt(epochs, steps).toFixed(1);
  parts.push(`epoch ${epoch(step)} of ${epoch(start.steps).replace(/\.0$/, "")}`);
  const speed = pace.stepsPerSecond;
  if (speed) parts.push(`${formatCount(speed * start.batch)} images/s`);
  parts.push(`${formatDuration(pace.elapsed)} elapsed`, formatBytes(memory));
  return parts.filter((part) => part !== "");
}

function timeLeft({ stepsPerSecond }: Pace, steps: number): string {
  return stepsPerSecond ? `${formatDuration((1000 * steps) / stepsPerSecond)} left` : "";
}
