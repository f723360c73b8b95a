/**
 * Fields of comma-separated values, by the letter of RFC 4180.
 *
 * @throws Error where the text is none, or rows have different lengths
 */
export function parseCsv(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const rows: string[][] = [[]];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (!match)
      throw new Error(`CSV: no field at ${at}: ${JSON.stringify(text.slice(at, at + 20))}`);
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] !== ",") rows.push([]);
  }
  if (rows.pop()?.length !== 0) throw new Error("CSV: the last row has no end");
  const [header = []] = rows;
  if (rows.some((row) => row.length !== header.length)) throw new Error("CSV: uneven rows");
  return rows;
}
