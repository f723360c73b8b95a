import { useMemo } from "react";
import { pictureLines } from "../draw/picture-lines.ts";
import { diverging } from "../draw/scale.ts";
import type { Style } from "../draw/style.ts";
import { weightPictures } from "../draw/weight-pictures.ts";
import { Panel } from "./panel.tsx";
import { sheetLines } from "./sheet-lines.ts";
import type { PanelProps } from "./view.ts";

/** The weights between the pixels and the first hidden layer: a picture for each hidden unit. */
export function Weights({ run, view, style, width, height }: PanelProps) {
  const { start, weights } = run;
  const { direction } = view;
  const { lines, note, some } = useMemo(() => {
    if (!start || !weights) return { lines: [" waiting for the first weights"], some: "" };
    const all = { direction, width: start.width, count: MOST_PICTURES };
    const { pictures, limit } = weightPictures(weights.machine, all);
    const colors = { depth: style.depth, scale: diverging };
    const { lines, shown } = sheetLines(pictures, { width, height }, colors);
    const units = weights.machine.sizes[1] ?? 0;
    const some = shown < units ? ` ${shown}/${units}` : "";
    return { lines, note: legend(limit, style), some };
  }, [start, weights, direction, style, width, height]);
  return <Panel title={`${direction} weights${some}`} {...{ note, lines, width, height, style }} />;
}

// More than fit on any screen; a wide layer has many more.
const MOST_PICTURES = 256;

// The colours with the weights at both ends: −2.10 ▬▬▬ +2.10
function legend(limit: number, style: Style): { text: string; drawn: string } {
  const count = 7;
  const values = Float32Array.from({ length: count }, (_, i) => (2 * i) / (count - 1) - 1);
  const [ramp = ""] = pictureLines(
    { width: count, height: 2, values: Float32Array.of(...values, ...values) },
    { depth: style.depth, scale: diverging },
  );
  const end = limit.toPrecision(2);
  return {
    text: `−${end} ${" ".repeat(count)} +${end}`,
    drawn: `${style.dim(`−${end}`)} ${ramp} ${style.dim(`+${end}`)}`,
  };
}
