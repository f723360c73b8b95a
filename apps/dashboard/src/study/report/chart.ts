import { extent, type Range, tickLabels, ticks } from "../../draw/ticks.ts";
import { type Html, html } from "./html.ts";
import { fixed, plusMinus, spread } from "./numbers.ts";
import { table } from "./table.ts";

/** A quantity by epoch, once for each seed. */
export interface Curve {
  readonly name: string;
  /** [seeds][epochs], all of the same length. */
  readonly seeds: readonly (readonly number[])[];
}

export interface LineChartOptions {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What is measured upwards, with its unit. */
  readonly unit: string;
  readonly decimals: number;
  /** One or two. */
  readonly curves: readonly Curve[];
}

/**
 * Curves over the epochs: each seed as a thin line, their mean as a thick one, and all means in a
 * table below. Curves are told apart by dashes as well as by colour.
 */
export function lineChart({ id, title, unit, decimals, curves }: LineChartOptions): Html {
  const means = curves.map((curve) => ({ name: curve.name, values: meanLine(curve.seeds) }));
  const epochs = Math.max(...means.map(({ values }) => values.length));
  const y = extent(curves.flatMap(({ seeds }) => seeds.flat())) ?? [0, 1];
  const several = curves.some(({ seeds }) => seeds.length > 1);
  const plot = createPlot([1, Math.max(2, epochs)], y);
  return html`<figure class="chart">
<h4>${title}</h4>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}, ${unit}, by epoch</title>
<desc id="${id}-desc">${means.map((mean) => course(mean, decimals)).join(" ")}</desc>
${axes(plot)}
${curves.map(({ seeds }, i) => seeds.map((seed) => line(plot, seed, `seed curve-${i}`)))}
${means.map(({ values }, i) => line(plot, values, `mean curve-${i}`))}
</svg>
<figcaption>${legend(curves, unit)}</figcaption>
<details><summary>The numbers of this chart</summary>
${table({
  caption: `${title}, ${unit}, by epoch${several ? ": mean ± standard deviation over the seeds" : ""}`,
  head: ["Epoch", ...curves.map(({ name }) => name)],
  rows: Array.from({ length: epochs }, (_, i) => [
    i + 1,
    ...curves.map(({ seeds }) => plusMinus(spread(seeds.map((seed) => seed[i] ?? null)), decimals)),
  ]),
})}</details>
</figure>
`;
}

interface Plot {
  readonly x: Range;
  readonly y: Range;
  across(epoch: number): number;
  up(value: number): number;
}

const WIDTH = 480;
const HEIGHT = 270;
const MARGIN = { left: 58, right: 12, top: 10, bottom: 40 };

function createPlot(x: Range, y: Range): Plot {
  const place = (value: number, [from, to]: Range) => (value - from) / (to - from);
  return {
    x,
    y,
    across: (epoch) => MARGIN.left + place(epoch, x) * (WIDTH - MARGIN.left - MARGIN.right),
    up: (value) => HEIGHT - MARGIN.bottom - place(value, y) * (HEIGHT - MARGIN.top - MARGIN.bottom),
  };
}

function axes({ x, y, across, up }: Plot): Html {
  const values = ticks(y, 5);
  const labels = tickLabels(values);
  const epochs = ticks(x, 6).filter(Number.isInteger);
  return html`<g class="axes">
${values.map(
  (value, i) =>
    html`<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${round(up(value))}" y2="${round(up(value))}"/><text x="${MARGIN.left - 6}" y="${round(up(value) + 4)}" text-anchor="end">${labels[i]}</text>\n`,
)}${epochs.map(
  (epoch) =>
    html`<text x="${round(across(epoch))}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle">${epoch}</text>\n`,
)}<text x="${(WIDTH + MARGIN.left) / 2}" y="${HEIGHT - 4}" text-anchor="middle">epoch</text>
</g>`;
}

function line({ across, up }: Plot, values: readonly number[], kind: string): Html {
  const points = values.flatMap((value, i) =>
    Number.isFinite(value) ? [`${round(across(i + 1))},${round(up(value))}`] : [],
  );
  return html`<polyline class="${kind}" points="${points.join(" ")}"/>\n`;
}

function legend(curves: readonly Curve[], unit: string): Html {
  const keys = curves.map(
    ({ name }, i) =>
      html`<span class="key"><svg viewBox="0 0 30 8" aria-hidden="true"><line class="mean curve-${i}" x1="0" x2="30" y1="4" y2="4"/></svg> ${name}</span> `,
  );
  const seeds = curves[0]?.seeds.length ?? 0;
  return html`${keys}Upwards: ${unit}${seeds > 1 ? `; thin lines: ${seeds} seeds, thick: their mean` : ""}.`;
}

function course(
  { name, values }: { name: string; values: readonly number[] },
  decimals: number,
): string {
  const least = Math.min(...values);
  const number = (value: number | undefined) => fixed(value, decimals);
  return `${name}: ${number(values[0])} at epoch 1, ${number(values.at(-1))} at epoch ${values.length}, least ${number(least)} at epoch ${values.indexOf(least) + 1}.`;
}

/** The mean over the seeds, epoch by epoch: [epochs]. */
export function meanLine(seeds: Curve["seeds"]): number[] {
  const [first = []] = seeds;
  return first.map((_, i) => seeds.reduce((sum, seed) => sum + (seed[i] ?? 0), 0) / seeds.length);
}

function round(value: number): string {
  return value.toFixed(1);
}
