import type { EvaluateEvent, RunState } from "@helmholtz/core";
import type { Rgb } from "../draw/color.ts";
import { lineChart, type Series } from "../draw/line-chart.ts";
import { hues, type Style } from "../draw/style.ts";
import { fit, formatBits, joinFitting } from "../draw/text.ts";
import { extent, type Range } from "../draw/ticks.ts";
import { inside, Panel } from "./panel.tsx";
import type { PanelProps } from "./view.ts";

/** Description length over the epochs, held out and training, and the bits of each layer. */
export function Curve({ run, style, width, height }: PanelProps) {
  const { columns, rows } = inside({ width, height });
  const latest = run.curve.at(-1);
  const held = run.start?.validImages !== 0;
  const isRoomy = rows >= 10;
  const numbers = curveNumbers(run, { held, columns, style });
  const head = isRoomy ? numbers : numbers.slice(0, 1);
  const foot = isRoomy && latest ? [fit(layerBits(latest), columns)] : [];
  const chart = lineChart(curveSeries(run.curve, held), {
    columns: columns - 1,
    rows: rows - head.length - foot.length,
    style,
    y: curveRange(run.curve),
    xUnit: "epoch",
  });
  const [title, unit] = ["description length", "bits per image"];
  return (
    <Panel
      title={title.length <= columns - 6 ? title : unit}
      note={{ text: unit }}
      lines={[...head, ...chart, ...foot]}
      {...{ width, height, style }}
    />
  );
}

// The latest values, and the best in as many words as fit.
function curveNumbers(
  { curve, best }: RunState,
  { held, columns, style }: { held: boolean; columns: number; style: Style },
): string[] {
  const latest = curve.at(-1);
  if (!latest) return [fit(" waiting for the first evaluation", columns)];
  const bestWords = best
    ? [`best ${formatBits(best.descriptionLength)}`, `at epoch ${best.epoch.toFixed(1)}`]
    : [];
  const line = (mark: string, hue: Rgb, words: string, bits: number, more: string[] = []) => {
    const name = columns < 24 ? "" : `${words} `;
    const now = formatBits(bits);
    const room = columns - name.length - now.length - 5;
    return ` ${style.color(hue, mark)} ${name}${style.bold(now)}  ${style.dim(joinFitting(more, room, " "))}`;
  };
  const training = latest.train.descriptionLength;
  if (!held) return [line("━", hues.orange, "training", training, bestWords)];
  return [
    line("━", hues.blue, "held out", latest.descriptionLength, bestWords),
    line("╍", hues.orange, "training", training),
  ];
}

function layerBits({ layers }: EvaluateEvent): string {
  return ` by layer ${layers.map(formatBits).join(" + ")}`;
}

function curveSeries(curve: readonly EvaluateEvent[], held: boolean): Series[] {
  const training: Series = {
    points: curve.map(({ epoch, train }) => ({ x: epoch, y: train.descriptionLength })),
    color: hues.orange,
    dotted: held,
  };
  if (!held) return [training];
  const points = curve.map(({ epoch, descriptionLength }) => ({ x: epoch, y: descriptionLength }));
  return [training, { points, color: hues.blue }];
}

// A machine that has learned nothing yet costs several times what it will: the steep fall at the
// beginning is cut off, so that the rest has the height.
function curveRange(curve: readonly EvaluateEvent[]): Range | undefined {
  const from = (curve.at(-1)?.epoch ?? 0) / 10;
  const shown = curve.filter(({ epoch }, i) => epoch >= from || i >= curve.length - 2);
  return extent(
    shown.flatMap(({ descriptionLength, train }) => [descriptionLength, train.descriptionLength]),
  );
}
