import type { InputReader } from "./read-input.ts";
import {
  describeTerminal,
  isLastAnswer,
  queriesFor,
  type TerminalTraits,
} from "./terminal-traits.ts";

export interface QueryOptions {
  /** Where the answers come. What is typed meanwhile is input as ever. */
  readonly input: InputReader;
  /** Where the questions go. */
  readonly stdout: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds to wait for the answers. Default 150. Later ones are dropped by `input`. */
  readonly timeout?: number;
}

/**
 * Finds out what a terminal can show: from the environment, and by asking, where there is a
 * terminal on both sides. Ask on the alternate screen, so that a terminal which shows a question
 * leaves no trace of it.
 */
export async function queryTerminal({
  input,
  stdout,
  env,
  timeout = 150,
}: QueryOptions): Promise<TerminalTraits> {
  const queries = input.isTTY && stdout.isTTY ? queriesFor(env) : "";
  return describeTerminal(env, queries ? await ask(queries) : []);

  async function ask(codes: string): Promise<string[]> {
    const answers: string[] = [];
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeout);
      input.onReply = (code) => {
        answers.push(code);
        if (!isLastAnswer(code)) return;
        clearTimeout(timer);
        resolve();
      };
      stdout.write(codes);
    });
    input.onReply = undefined;
    return answers;
  }
}
