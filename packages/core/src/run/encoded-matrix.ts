import { type Matrix, matrix } from "../matrix.ts";

/** How a matrix of probabilities stands in a log: a byte each, 255 for 1, in base64. */
export interface EncodedMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly encoding: "bytes/255";
  readonly data: string;
}

/** Encodes probabilities 0 … 1. */
export function encodeMatrix({ rows, cols, data }: Matrix): EncodedMatrix {
  let text = "";
  for (const value of data) text += String.fromCharCode(Math.round(255 * value));
  return { rows, cols, encoding: "bytes/255", data: btoa(text) };
}

/** Decodes what may come from a hostile log: undefined where it is no matrix, or not all of one. */
export function decodeMatrix(encoded: unknown): Matrix | undefined {
  const { rows, cols, encoding, data } = (encoded ?? {}) as Record<string, unknown>;
  if (encoding !== "bytes/255" || typeof data !== "string") return undefined;
  if (!isLength(rows) || !isLength(cols)) return undefined;
  const bytes = decodeBase64(data);
  // Before anything of that size is made.
  if (bytes?.length !== rows * cols) return undefined;
  const out = matrix(rows, cols);
  for (let i = 0; i < bytes.length; i++) out.data[i] = bytes.charCodeAt(i) / 255;
  return out;
}

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function decodeBase64(text: string): string | undefined {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
}
