import { type Html, html } from "./html.ts";
import { fixed } from "./numbers.ts";

export interface BarChartOptions {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly decimals: number;
  /** What each bar stands for, and its length from 0 up. */
  readonly bars: readonly { readonly name: string; readonly value: number }[];
  /** Which of the colours of the curves. */
  readonly color: 0 | 1;
}

const WIDTH = 480;
const BAR = 22;
const PITCH = 32;
const NAME_LETTER = 7;
const NUMBERS = 70;

/** Lengths from one zero, each with its number: what a table beside it says, to compare at a glance. */
export function barChart({ id, title, decimals, bars, color }: BarChartOptions): Html {
  const most = Math.max(...bars.map(({ value }) => value)) || 1;
  const height = PITCH * bars.length;
  const names = 8 + NAME_LETTER * Math.max(...bars.map(({ name }) => name.length));
  const text = bars.map(({ name, value }) => `${name}: ${fixed(value, decimals)}.`).join(" ");
  return html`<figure class="chart">
<h4>${title}</h4>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${text}</desc>
${bars.map(({ name, value }, i) => {
  const length = (Math.max(0, value) / most) * (WIDTH - names - NUMBERS);
  const middle = i * PITCH + PITCH / 2;
  return html`<text x="${names - 8}" y="${middle + 5}" text-anchor="end">${name}</text><rect class="curve-${color}" x="${names}" y="${middle - BAR / 2}" width="${length.toFixed(1)}" height="${BAR}"/><text x="${(names + length + 6).toFixed(1)}" y="${middle + 5}">${fixed(value, decimals)}</text>\n`;
})}</svg>
</figure>
`;
}
