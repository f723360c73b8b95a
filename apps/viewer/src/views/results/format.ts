import { trueMinus } from "../../charts/true-minus.ts";

/** A number of bits or the like: four digits, and a dash where there is none. */
export function formatMeasure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "–";
  const decimals = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 2 : 3;
  return trueMinus(value.toFixed(decimals));
}

/** A whole number with its thousands apart. */
export function formatCount(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value)
    ? "–"
    : Math.round(value).toLocaleString("en");
}

/** Bytes as people say them, with two digits: "25 MB". */
export function formatBytes(bytes: number): string {
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${Number(size.toPrecision(2))} ${unit}`;
}

/** Seconds as one reads a clock: "48 s", "12:05", "1:02:33". */
export function formatSeconds(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return "–";
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (part: number) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
