import { createInterface } from "node:readline";
import { oneLine } from "../errors.ts";
import type { Checked, Greeting, Request, Slice } from "./protocol.ts";

/** The engine's side of the protocol: greets, and answers each line of stdin until it ends. */
export async function serve(
  greeting: Greeting,
  answer: (request: Request) => Promise<Checked | Slice>,
): Promise<void> {
  say(greeting);
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      say(await answer(JSON.parse(line)));
    } catch (error) {
      say({ error: oneLine(String(error)) });
    }
  }
}

/** Says, instead of a greeting, why this engine cannot run. */
export function decline(error: unknown): void {
  say({ error: oneLine((error as Error).message) });
}

function say(line: Greeting | Checked | Slice | { error: string }): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
