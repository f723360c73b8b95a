/** A time as it is said: "1 hour 5 minutes", "20 seconds". The smaller of two units is whole. */
export function durationWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = UNITS.flatMap(([name, size, over]) => {
    const count = Math.floor(seconds / size) % over;
    return count > 0 ? [`${count} ${name}${count === 1 ? "" : "s"}`] : [];
  });
  return parts.slice(0, 2).join(" ") || "less than a second";
}

const UNITS: readonly (readonly [name: string, seconds: number, over: number])[] = [
  ["day", 86_400, Number.POSITIVE_INFINITY],
  ["hour", 3600, 24],
  ["minute", 60, 60],
  ["second", 1, 60],
];

/** A key's name as it is said: what stands alone is silent to most readers, and so is case. */
export function keyWords(name: string): string {
  const word = SIGNS[name];
  if (word) return word;
  return /^[A-Z]$/.test(name) ? `capital ${name}` : name.replace(/^ctrl-/, "control ");
}

const SIGNS: Readonly<Record<string, string>> = {
  " ": "space",
  ".": "period",
  ",": "comma",
  "+": "plus",
  "-": "minus",
  "?": "question mark",
};
