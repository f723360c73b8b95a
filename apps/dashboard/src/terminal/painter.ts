import { Writable } from "node:stream";

/**
 * Shows whole frames on a terminal: the alternate screen, and of each frame the lines that
 * differ from the one before, in one synchronized update.
 *
 * Ink renders into it as if it were stdout, with `debug` on, so that each write is one frame.
 */
export class Painter extends Writable {
  readonly #terminal: NodeJS.WriteStream;
  #painted: readonly string[] | undefined;
  #isOpen = false;

  constructor(terminal: NodeJS.WriteStream) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
  }

  get columns(): number {
    return this.#terminal.columns;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  /** Changes to the alternate screen. */
  open(): void {
    this.#isOpen = true;
    // When the terminal goes away, writing fails and there is nobody left to tell.
    this.#terminal.on("error", ignore);
    this.#terminal.write(ENTER);
  }

  /** Gives the terminal back as it was. Later frames are dropped. May be called more than once. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#terminal.write(LEAVE);
    this.#terminal.off("error", ignore);
  }

  /** Paints the next frame in full: after a resize a terminal shows what it likes. */
  forget(): void {
    this.#painted = undefined;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    const frame = chunk.toString();
    if (this.#isOpen && frame !== "") this.#paint(frame.split("\n").slice(0, this.rows));
    done();
  }

  #paint(lines: readonly string[]): void {
    const before = this.#painted ?? [];
    let changes = this.#painted ? "" : CLEAR;
    for (let row = 0; row < Math.max(lines.length, before.length); row++) {
      if (lines[row] === before[row]) continue;
      // Erased first: at the end of a full line the cursor stands on its last character.
      changes += `\x1b[${row + 1};1H\x1b[0m\x1b[K${lines[row] ?? ""}`;
    }
    this.#painted = lines;
    if (changes) this.#terminal.write(`${BEGIN_UPDATE}${changes}${END_UPDATE}`);
  }
}

// Alternate screen, no cursor, and no wrapping: a full last line would scroll the screen.
const ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l";
const LEAVE = "\x1b[?2026l\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";
const CLEAR = "\x1b[2J";
const BEGIN_UPDATE = "\x1b[?2026h";
const END_UPDATE = "\x1b[?2026l";

function ignore(): void {}
