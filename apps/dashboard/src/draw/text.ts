import { cellsOf, fillCells } from "./cells.ts";

/** `text` cut to `width` cells, with an ellipsis where something is missing. */
export function fit(text: string, width: number): string {
  if (cellsOf(text) <= width) return text;
  return width > 0 ? `${fillCells(text, width - 1).trimEnd()}…` : "";
}

/** The first of `parts`, as many as fit into `width` cells, joined by `separator`. */
export function joinFitting(parts: readonly string[], width: number, separator = " · "): string {
  let line = "";
  for (const part of parts) {
    const longer = line ? line + separator + part : part;
    if (cellsOf(longer) > width) break;
    line = longer;
  }
  return line;
}

/** Words on as many lines as they need; a word that is longer than a line is cut. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && cellsOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(fit(word, width));
  }
  return lines;
}

/** A whole number with its thousands apart: 12,345. */
export function formatCount(n: number): string {
  return groupThousands(Math.round(n).toFixed(0));
}

/** The digits before a decimal point in groups of three: 12,345.6. */
export function groupThousands(number: string): string {
  const [whole = "", fraction] = number.split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Bits with two decimals to 999, one to a million, and from there on as 1.78e23. */
export function formatBits(bits: number): string {
  if (!Number.isFinite(bits)) return "–";
  const size = Math.abs(bits);
  return size < 1e6 ? bits.toFixed(size < 1000 ? 2 : 1) : formatExponent(bits, 2);
}

/** A number as 1.78e23 or 2e-8; 0 as itself. */
export function formatExponent(value: number, decimals: number): string {
  return value === 0 ? "0" : value.toExponential(decimals).replace("e+", "e");
}

/** A number that has been written out, rounded to fewer decimals; as it is where it has none. */
export function dropDecimals(number: string, fewer: number): string {
  const decimals = /^-?\d+\.(\d+)$/.exec(number)?.[1]?.length;
  return decimals ? Number(number).toFixed(Math.max(0, decimals - fewer)) : number;
}

/** Bytes of memory in MB, or in GB from a thousand of them. */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 1e6;
  return megabytes < 1000 ? `${megabytes.toFixed(0)} MB` : `${(megabytes / 1000).toFixed(1)} GB`;
}

/** A time as 0:05, 1:02:03 or 2 d 3 h. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [minutes, hours, days] = [60, 3600, 86_400].map((unit) => Math.floor(seconds / unit)) as [
    number,
    number,
    number,
  ];
  const two = (n: number) => String(n % 60).padStart(2, "0");
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds)}`;
  return `${minutes}:${two(seconds)}`;
}
