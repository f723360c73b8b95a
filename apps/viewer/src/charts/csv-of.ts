import type { ChartData } from "./chart-data.ts";
import { chartRows } from "./chart-rows.ts";

/**
 * A chart's numbers as comma-separated values (RFC 4180), as measured: one row per step and one
 * column per curve, with columns for the least and the greatest where several values were merged.
 * The heads say units in brackets.
 * A gap is an empty field. A name that a spreadsheet would take for a formula has a ' before it.
 */
export function csvOf(data: ChartData): string {
  const { columns, rows } = chartRows(data);
  const lines = [
    columns.map(({ name, unit }) => textField(unit ? `${name} (${unit})` : name)),
    ...rows.map((row) => row.map((value) => (value === undefined ? "" : String(value)))),
  ];
  return lines.map((fields) => `${fields.join(",")}\r\n`).join("");
}

function textField(text: string): string {
  const harmless = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
