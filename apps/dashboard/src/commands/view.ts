import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { RunError } from "@helmholtz/core";
import { Command, InvalidArgumentError } from "commander";
import { EXIT } from "../errors.ts";
import { integer, userDirectory } from "../options.ts";
import { quote } from "../quote.ts";
import { type FoundRuns, listRuns, ONLY_RUN } from "../serve/list-runs.ts";
import { openBrowser } from "../serve/open-browser.ts";
import { serveViewer } from "../serve/serve-viewer.ts";

interface ViewFlags {
  port?: number;
  open: boolean;
}

/** `helmholtz view` */
export function viewCommand(): Command {
  return new Command("view")
    .description("Look at runs in the browser, live, and train and play with a machine there.")
    .argument("[dir]", "a run, or a folder of runs (default: runs, also where it is not there yet)")
    .option("--port <n>", "port of 127.0.0.1; 0 for any (default: 4848, or the next free)", port)
    .option("--no-open", "print the address only")
    .action(runView);
}

async function runView(path: string | undefined, flags: ViewFlags): Promise<void> {
  const runs = await runsAt(path);
  const { url, close } = await serveViewer({ site: siteFolder(), runs, port: flags.port });
  const found = await listRuns(runs);
  const page = found.runs.length > 0 ? `${url}#/results` : url;
  console.log(page);
  console.log(placeText(runs, found, path));
  if (found.cut) {
    console.error(
      `helmholtz: ${runs}: only part of it was searched, it holds too much; give a folder with less in it`,
    );
  }
  if (flags.open) openBrowser(page);
  process.once("SIGINT", () => {
    process.exitCode = EXIT.interrupted;
    close();
  });
}

function port(text: string): number {
  const value = integer(0)(text);
  if (value > 65_535) throw new InvalidArgumentError("A port is at most 65535.");
  return value;
}

// What is looked at: the page alone does not say which of two folders it is.
function placeText(folder: string, { runs }: FoundRuns, path = "runs"): string {
  const [only, ...others] = runs;
  if (!only) {
    const out = path === "runs" ? "" : ` --out ${quote(join(path, "first"))}`;
    return `Runs of ${folder}: none yet; \`helmholtz train${out}\` makes one, and the page shows it`;
  }
  if (only.id === ONLY_RUN && others.length === 0) return `The run ${folder}`;
  return `Runs of ${folder}: ${runs.length} by now; new ones appear by themselves`;
}

// The folder to search. Only one that was asked for must be there: another may come.
async function runsAt(path: string | undefined): Promise<string> {
  const folder = resolve(userDirectory, path ?? "runs");
  const stats = await stat(folder).catch(() => undefined);
  if (stats?.isDirectory() || (!stats && path === undefined)) return folder;
  const found = stats ? "it is a file" : "there is none";
  throw new RunError(`${folder}: a run or a folder of runs is needed, ${found}; give another path`);
}

function siteFolder(): string {
  return dirname(fileURLToPath(import.meta.resolve("@helmholtz/viewer/site/index.html")));
}
