import type { Task } from "./protocol.ts";
import type { BenchResults, Row } from "./results.ts";

/** A table to print or to write. */
export interface Table {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a benchmark: speed by task and threads, memory, and cost against width. */
export function benchTables({ rows, width }: BenchResults, ours: string): Table[] {
  const tables: Table[] = [];
  for (const [group, members] of groupBy(rows, ({ task, threads }) => `${task} ${threads}`)) {
    const [task, threads] = group.split(" ") as [Task, string];
    const title = `${TITLES[task]}, ${threads} thread${threads === "1" ? "" : "s"}: images/s`;
    tables.push(speedTable(title, members, ours));
  }
  const memory = rows.filter(({ threads, megabytes }) => threads === 1 && megabytes !== undefined);
  if (memory.length > 0) tables.push(memoryTable(memory));
  if (width.length > 0) tables.push(widthTable(width));
  return tables;
}

/** For a terminal: columns aligned by spaces. */
export function textTable({ title, header, rows }: Table): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, c) => Math.max(...all.map((row) => row[c]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)))
      .join("  ")
      .trimEnd();
  return [title, ...all.map(line)];
}

/** For a document. */
export function markdownTable({ title, header, rows }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = header.map((_, c) => (c === 0 ? "---" : "---:"));
  return [`**${title}**`, "", line(header), line(rule), ...rows.map(line)];
}

const TITLES: Readonly<Record<Task, string>> = {
  sgd: "Full wake+sleep updates, plain SGD",
  adam: "Full wake+sleep updates, Adam",
  evaluate: "Likelihood with 50 samples an image",
};

// Behind each peer's speed: ours as a multiple of it.
function speedTable(title: string, rows: readonly Row[], ours: string): Table {
  const engines = unique(rows.map(({ engine }) => engine));
  const cells = groupBy(rows, ({ net, batch }) => `${net}, batch ${batch}`);
  return {
    title,
    header: ["", ...engines],
    rows: cells.map(([cell, members]) => {
      const speedOf = (name: string) =>
        members.find(({ engine }) => engine === name)?.imagesPerSecond;
      const own = speedOf(ours);
      const entry = (engine: string) => {
        const speed = speedOf(engine);
        if (speed === undefined) return "";
        const ratio = own === undefined || engine === ours ? "" : ` (${formatRatio(own / speed)})`;
        return formatSpeed(speed) + ratio;
      };
      return [cell, ...engines.map(entry)];
    }),
  };
}

function memoryTable(rows: readonly Row[]): Table {
  const engines = unique(rows.map(({ engine }) => engine));
  return {
    title: "Memory of the engine's process, the most in any cell of the net: MB",
    header: ["", ...engines],
    rows: groupBy(rows, ({ net }) => net).map(([net, members]) => [
      net,
      ...engines.map((name) => {
        const sizes = members.flatMap(({ engine, megabytes }) =>
          engine === name && megabytes !== undefined ? [megabytes] : [],
        );
        return sizes.length > 0 ? String(Math.max(...sizes)) : "";
      }),
    ]),
  };
}

function widthTable(rows: readonly Row[]): Table {
  const engines = unique(rows.map(({ engine }) => engine));
  return {
    title: `Cost against width, batch ${rows[0]?.batch}, 1 thread: microseconds an image`,
    header: ["", ...engines],
    rows: groupBy(rows, ({ net }) => net).map(([net, members]) => [
      net,
      ...engines.map((name) => {
        const row = members.find(({ engine }) => engine === name);
        return row ? (1e6 / row.imagesPerSecond).toFixed(1) : "";
      }),
    ]),
  };
}

// Three digits: 950, 1.23k, 45.6k, 789k, 1.23M.
function formatSpeed(imagesPerSecond: number): string {
  const [scale, unit] =
    imagesPerSecond >= 1e6 ? [1e6, "M"] : imagesPerSecond >= 1000 ? [1000, "k"] : [1, ""];
  const value = imagesPerSecond / scale;
  return `${value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)}${unit}`;
}

function formatRatio(ratio: number): string {
  return `${ratio.toFixed(ratio >= 10 ? 0 : 2)}×`;
}

function groupBy(rows: readonly Row[], nameOf: (row: Row) => string): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const members = groups.get(nameOf(row)) ?? [];
    members.push(row);
    groups.set(nameOf(row), members);
  }
  return [...groups];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
