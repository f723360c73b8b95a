/** `text` cut to `width` characters, with an ellipsis where something is missing. */
export function fit(text: string, width: number): string {
  if (text.length <= width) return text;
  return width > 0 ? `${text.slice(0, width - 1)}…` : "";
}

/** The first of `parts`, as many as fit into `width`, joined by `separator`. */
export function joinFitting(parts: readonly string[], width: number, separator = " · "): string {
  let line = "";
  for (const part of parts) {
    const longer = line ? line + separator + part : part;
    if (longer.length > width) break;
    line = longer;
  }
  return line;
}

/** A whole number with its thousands apart: 12,345. */
export function formatCount(n: number): string {
  return Math.round(n).toLocaleString("en-US");
}

/** Bits with two decimals from 1 to 999, as many digits otherwise as help to compare. */
export function formatBits(bits: number): string {
  if (!Number.isFinite(bits)) return "–";
  return bits.toFixed(Math.abs(bits) < 1000 ? 2 : 1);
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
