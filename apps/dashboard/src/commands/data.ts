import { join } from "node:path";
import { cacheDirectory, fetchDataset, mnistFiles } from "@helmholtz/core/node";
import { Argument, Command } from "commander";
import { EXIT } from "../errors.ts";
import { createProgressLine } from "../progress-line.ts";

/** `helmholtz data` */
export function dataCommand(): Command {
  return new Command("data").description("Get data sets.").addCommand(
    new Command("fetch")
      .description(
        "Download a data set into the cache directory, with checksums; a broken download is resumed.",
      )
      .addArgument(new Argument("<name>", "which data set").choices(["mnist"]))
      .option("--mirror <url>", "where to download from instead")
      .action(runFetch),
  );
}

async function runFetch(name: string, { mirror }: { mirror?: string }): Promise<void> {
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  let progress: ReturnType<typeof createProgressLine> | undefined;
  let file = "";
  try {
    const directory = await fetchDataset(mnistFiles, {
      mirror,
      directory: join(cacheDirectory(), name),
      signal: stopping.signal,
      onProgress(at) {
        if (at.file !== file) {
          progress?.clear();
          file = at.file;
          progress = createProgressLine(file, at.total);
        }
        progress?.show(at.received);
      },
    });
    progress?.clear();
    console.log(`${directory}: all of MNIST is here; use it with --data mnist-full`);
  } catch (error) {
    progress?.clear();
    if (!stopping.signal.aborted) throw error;
    console.error("helmholtz: stopped; the same command continues the download");
    process.exitCode = EXIT.interrupted;
  }
}
