import type { launchChromium } from "@helmholtz/vitest/browser";
import type { Backend } from "../../../src/backend.ts";
import type { Matrix, States } from "../../../src/matrix.ts";
import type { Command } from "./page/commands.ts";
import type { Remote } from "./page/remote.ts";

declare global {
  /** What page/main.ts leaves for these tests. */
  var remote: Remote;
}

/** A page in the browser. */
export type Page = Awaited<ReturnType<Browser["newPage"]>>;
export type Browser = Awaited<ReturnType<typeof launchChromium>>;

/**
 * A backend in a page, to be tested from here as any other is. What it is to do goes there
 * when something is read, in one message: verbs may return before they are done.
 *
 * @param name of the backend to open
 */
export async function remoteBackend(
  page: Page,
  name: string,
): Promise<Backend<number, number> & AsyncDisposable> {
  const opened = await page.evaluate((name) => globalThis.remote.open(name), name);
  let commands: Command[] = [];
  let ids = 0;

  // The last command reads.
  async function flush(): Promise<Matrix | States> {
    const now = commands;
    commands = [];
    const [read] = await page.evaluate((commands) => globalThis.remote.perform(commands), now);
    return read;
  }

  return {
    name: opened.name,
    predict(layer, x) {
      const id = ++ids;
      commands.push({ verb: "predict", id, layer, x });
      return id;
    },
    sample(layer, x, key, firstRow) {
      const id = ++ids;
      commands.push({ verb: "sample", id, layer, x, key, firstRow });
      return id;
    },
    logProb(layer, x, s) {
      const id = ++ids;
      commands.push({ verb: "logProb", id, layer, x, s });
      return id;
    },
    learn(layer, x, s, update, weight) {
      commands.push({ verb: "learn", layer, x, s, update, weight });
    },
    upload(m) {
      const id = ++ids;
      commands.push({ verb: "upload", id, m: { ...m, data: m.data.slice() } });
      return id;
    },
    async read(id) {
      commands.push({ verb: "read", id });
      return (await flush()) as Matrix;
    },
    uploadStates(s) {
      const id = ++ids;
      commands.push({ verb: "uploadStates", id, s: { ...s, data: s.data.slice() } });
      return id;
    },
    async readStates(id) {
      commands.push({ verb: "readStates", id });
      return (await flush()) as States;
    },
    arena() {
      commands.push({ verb: "openArena" });
      return { [Symbol.dispose]: () => void commands.push({ verb: "closeArena" }) };
    },
    [Symbol.asyncDispose]: () => page.evaluate(() => globalThis.remote.close()),
  };
}
