/** How a value is written in the page's URL. */
export interface Codec<T> {
  /** The value, or nothing when the text is none. */
  parse(text: string): T | undefined;
  format(value: T): string;
}

/** Any text. */
export const text: Codec<string> = {
  parse: (written) => written,
  format: (value) => value,
};

/** A finite number. */
export const number: Codec<number> = {
  parse: (written) => {
    const value = Number(written);
    return written.trim() !== "" && Number.isFinite(value) ? value : undefined;
  },
  format: String,
};

/** An integer that a double holds exactly. */
export const integer: Codec<number> = {
  parse: (written) => {
    const value = number.parse(written);
    return Number.isSafeInteger(value) ? value : undefined;
  },
  format: String,
};

/** Yes or no, as 1 or 0. */
export const flag: Codec<boolean> = {
  parse: (written) => (written === "1" ? true : written === "0" ? false : undefined),
  format: (value) => (value ? "1" : "0"),
};

/** Values of one kind with commas between, such as `100,20`; a comma within one is written `%2C`. */
export function list<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    parse(written) {
      if (written === "") return [];
      const values = written.split(",").map((part) => item.parse(unescapeComma(part)));
      return values.includes(undefined) ? undefined : (values as T[]);
    },
    format: (values) => values.map((value) => escapeComma(item.format(value))).join(","),
  };
}

const escapeComma = (part: string) => part.replaceAll("%", "%25").replaceAll(",", "%2C");
const unescapeComma = (part: string) => part.replaceAll("%2C", ",").replaceAll("%25", "%");
