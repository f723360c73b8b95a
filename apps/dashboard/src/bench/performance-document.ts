import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RunError } from "@helmholtz/core";
import { type DashboardResults, dashboardTables } from "./dashboard-cost.ts";
import { type QualityResults, qualityTable } from "./quality.ts";
import type { BenchResults, Failure, MachineFacts } from "./results.ts";
import { benchTables, markdownTable } from "./tables.ts";

const DOCS = fileURLToPath(new URL("../../../../docs/", import.meta.url));

/**
 * Writes the tables into docs/performance.md, and the numbers into docs/performance.json.
 *
 * @throws RunError when there is no such document, or no marks for it in there.
 */
export async function writeSpeed(results: BenchResults, ours: string): Promise<void> {
  await writeSection("speed", speedSection(results, ours));
  await writeJson("performance.json", results);
}

/**
 * Writes the table into docs/performance.md, and the numbers into docs/time-to-quality.json.
 *
 * @throws RunError when there is no such document, or no marks for it in there.
 */
export async function writeQuality(results: QualityResults): Promise<void> {
  await writeSection("quality", qualitySection(results));
  await writeJson("time-to-quality.json", results);
}

/**
 * Writes the tables into docs/performance.md, and the numbers into docs/dashboard-cost.json.
 *
 * @throws RunError when there is no such document, or no marks for it in there.
 */
export async function writeDashboard(results: DashboardResults): Promise<void> {
  const { machine, load } = results;
  await writeSection("dashboard", [
    `${facts(machine)} Load: ${load.map((mean) => mean.toFixed(1)).join(" before, ")} after.`,
    "",
    ...dashboardTables(results).flatMap((table) => [...markdownTable(table), ""]),
  ]);
  await writeJson("dashboard-cost.json", results);
}

/** The part of the document about speed. */
export function speedSection(results: BenchResults, ours: string): string[] {
  const { machine, versions, skipped, failed } = results;
  const ran = Object.entries(versions).map(([engine, version]) => `${engine} (${version})`);
  return [
    `${facts(machine)} Engines: ${ran.join(", ")}.`,
    "",
    ...benchTables(results, ours).flatMap((table) => [...markdownTable(table), ""]),
    ...absences([...skipped, ...failed]),
  ];
}

function qualitySection(results: QualityResults): string[] {
  const { machine, skipped, failed } = results;
  return [
    facts(machine),
    "",
    ...markdownTable(qualityTable(results)),
    "",
    ...absences([...skipped, ...failed]),
  ];
}

/**
 * The document with other lines between the marks of a section.
 *
 * @throws RunError when a mark is missing.
 */
export function replaceSection(
  document: string,
  section: string,
  lines: readonly string[],
): string {
  const [begin, end] = [`<!-- bench: ${section} -->`, `<!-- bench: end of ${section} -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) {
    throw new RunError(`performance.md: the marks ${begin} and ${end} are needed; put them back`);
  }
  const text = [begin, "", ...lines, ""].join("\n").replace(/\n+$/, "\n\n");
  return document.slice(0, from) + text + document.slice(to);
}

async function writeSection(section: string, lines: readonly string[]): Promise<void> {
  const path = join(DOCS, "performance.md");
  const document = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new RunError(
      `${path}: the document of the repository is needed, it cannot be read (${error.code}); run in a clone`,
    );
  });
  await writeFile(path, replaceSection(document, section, lines));
}

async function writeJson(name: string, results: object): Promise<void> {
  await writeFile(join(DOCS, name), `${JSON.stringify(results, null, 2)}\n`);
}

function facts({ processor, cores, system, node, date }: MachineFacts): string {
  return `Measured on ${date}: ${processor}, ${cores} cores, ${system}, Node ${node}.`;
}

function absences(failures: readonly Failure[]): string[] {
  const lines = failures.map(
    ({ engine, threads, reason }) => `- ${engine}, ${threads} thread(s): ${reason}`,
  );
  return lines.length > 0 ? ["Not measured:", "", ...lines, ""] : [];
}
