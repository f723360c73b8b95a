import { writeFileSync } from "node:fs";
import { capturePrints } from "../../src/terminal/capture-prints.ts";
import { endIfGone } from "../../src/terminal/end-if-gone.ts";
import { guardTerminal } from "../../src/terminal/guard-terminal.ts";
import { Painter } from "../../src/terminal/painter.ts";
import { readInput } from "../../src/terminal/read-input.ts";

// A program that has the screen until it is told to end, and then saves to the file of its argument.
// Its keys: q leaves, e throws, x exits, f floods the terminal.

const { stdin, stdout, stderr } = process;
const painter = new Painter(stdout);
const captured = capturePrints([stdout, stderr], () => {});
const ending = createDeferred();
const ticking = setInterval(() => paint(`tick ${performance.now()}`), 20);
const paint = (note: string) => {
  painter.regions = [{ row: 1, column: 2, width: 4, lines: ["body"] }];
  painter.write(`the screen\n\n${note}`);
};

const guard = guardTerminal({
  stdin,
  stdout,
  restore(atOnce) {
    input.pause();
    painter.close({ atOnce });
  },
  resume() {
    input.resume();
    painter.open();
    paint("resumed");
  },
  interrupt: () => ending.resolve("interrupted"),
});
const input = readInput(stdin, (key) => {
  if (key.type !== "key") return;
  if (key.name === "ctrl-z") guard.suspend();
  if (key.name === "q") ending.resolve("left");
  if (key.name === "x") process.exit(3);
  if (key.name === "f") paint("\x1b[0m".repeat(1_000_000));
  if (key.name === "e") {
    setImmediate(() => {
      throw new Error("a fault");
    });
  }
});
painter.trackMouse(true);
painter.open();

const how = await ending.promise;
clearInterval(ticking);
guard[Symbol.dispose]();
captured[Symbol.dispose]();
await new Promise((resolve) => setTimeout(resolve, 100)); // as saving takes time
writeFileSync(process.argv[2] ?? "", how);
endIfGone([stdin, stdout, stderr]);
console.log(how);

function createDeferred() {
  let resolve = (_how: string) => {};
  const promise = new Promise<string>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
