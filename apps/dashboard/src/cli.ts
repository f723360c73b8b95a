#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { benchCommand } from "./commands/bench.ts";
import { classifyCommand } from "./commands/classify.ts";
import { dataCommand } from "./commands/data.ts";
import { dreamCommand } from "./commands/dream.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { studyCommand } from "./commands/study.ts";
import { toyCommand } from "./commands/toy.ts";
import { trainCommand } from "./commands/train.ts";
import { viewCommand } from "./commands/view.ts";
import { watchCommand } from "./commands/watch.ts";
import { weightsCommand } from "./commands/weights.ts";
import { EXIT, explain, oneLine } from "./errors.ts";
import { versions } from "./versions.ts";

const program = new Command("helmholtz")
  .description("Helmholtz machines that you can watch learn.")
  .version(versions.helmholtz)
  .addCommand(trainCommand())
  .addCommand(watchCommand())
  .addCommand(viewCommand())
  .addCommand(evaluateCommand())
  .addCommand(classifyCommand())
  .addCommand(dreamCommand())
  .addCommand(weightsCommand())
  .addCommand(toyCommand())
  .addCommand(studyCommand())
  .addCommand(dataCommand())
  .addCommand(benchCommand());
throwInsteadOfExit(program);

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as `head`, closes the pipe: that is no failure. Whoever
    // has something to save listens to the signal for it, which Node itself leaves out. A command
    // goes on without its messages.
    if (error.code === "EPIPE") {
      const isHeard = stream === process.stderr || process.emit("SIGPIPE");
      if (!isHeard) process.exit(process.exitCode ?? EXIT.success);
    }
    // A terminal that has gone away: the dashboard saves the run first.
    else if (error.code !== "EIO") throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed its line, or the help that was asked for.
    process.exitCode = error.exitCode === 0 ? EXIT.success : EXIT.usage;
  } else {
    const { line, code } = explain(error);
    console.error(`helmholtz: ${line}`);
    process.exitCode = code;
  }
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  // A suggestion comes on a line of its own otherwise.
  const outputError = (text: string, write: (text: string) => void) => write(`${oneLine(text)}\n`);
  command.configureOutput({ outputError });
  command.commands.forEach(throwInsteadOfExit);
}
