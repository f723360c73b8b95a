import { barChart } from "../bar-chart.ts";
import { type Html, html } from "../html.ts";
import { fixed } from "../numbers.ts";
import { table } from "../table.ts";
import type { Compared } from "./artefact.ts";

/** Experiments against each other: as the starter code counts and as equation 3 does, and in a table. */
export function sideBySide(id: string, caption: string, rows: readonly Compared[]): Html[] {
  const charts = html`<div class="side-by-side">
${barChart({
  id: `${id}-starter`,
  title: "Starter code’s cost, best epoch",
  decimals: 0,
  color: 1,
  bars: rows.map(({ title, starter }) => ({ name: title, value: starter })),
})}${barChart({
  id: `${id}-cost`,
  title: "Bits per training image, equation 3",
  decimals: 1,
  color: 0,
  bars: rows.map(({ title, cost }) => ({ name: title, value: cost })),
})}</div>
`;
  const numbers = table({
    caption,
    head: [
      "Experiment",
      "Images in an epoch",
      "Starter cost, best epoch",
      "The same as bits per image",
      "Cost, equation 3, training",
      "Description length, equation 5, held out",
    ],
    rows: rows.map((row) => [
      row.title,
      fixed(row.images, 0),
      fixed(row.starter, 0),
      fixed(row.perImage, 0),
      fixed(row.cost, 1),
      fixed(row.descriptionLength, 1),
    ]),
  });
  return [charts, numbers];
}
