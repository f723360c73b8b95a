import { PassThrough, Writable } from "node:stream";
import xterm from "@xterm/headless";

/** A terminal as a program sees it, drawn by xterm.js: what a person would read is `lines()`. */
export class TestTerminal extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #screen;
  readonly #colors: number;
  #written = "";

  constructor(columns: number, rows: number, colors = 24) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
    this.#colors = colors;
    this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const write = this.write.bind(this);
    this.write = ((text: string) => {
      this.#written += text;
      this.emit("written", text);
      return write(text);
    }) as typeof this.write;
  }

  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    this.#screen.write(chunk, done);
  }

  /** All that was written since the last time asked, escape codes included. */
  takeWritten(): string {
    const taken = this.#written;
    this.#written = "";
    return taken;
  }

  /** Answers queries on a keyboard, as soon as they are asked, or later. */
  answer(keyboard: TestKeyboard, answers: readonly (readonly [query: string, answer: string])[]) {
    this.on("written", (text: string) => {
      for (const [query, answer] of answers) {
        if (text.includes(query)) keyboard.write(answer);
      }
    });
  }

  getColorDepth(): number {
    return this.#colors;
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    Object.assign(this, { columns, rows });
    this.emit("resize");
  }

  /** Whether a program has the whole screen, and scrollback is put away. */
  get isAlternate(): boolean {
    return this.#screen.buffer.active.type === "alternate";
  }

  /** What is reported of the mouse, and whether pasted text is marked. */
  get reports(): { mouse: string; paste: boolean } {
    const { mouseTrackingMode, bracketedPasteMode } = this.#screen.modes;
    return { mouse: mouseTrackingMode, paste: bracketedPasteMode };
  }

  /** The text on the screen, without spaces at the ends of lines. */
  lines(): string[] {
    const { active } = this.#screen.buffer;
    return Array.from({ length: this.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? "").trimEnd(),
    );
  }

  text(): string {
    return this.lines().join("\n");
  }

  /** How many cells are not in the terminal's own colours. */
  coloredCells(): number {
    const { active } = this.#screen.buffer;
    let count = 0;
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        const cell = active.getLine(active.baseY + row)?.getCell(column);
        if (cell && !(cell.isFgDefault() && cell.isBgDefault())) count++;
      }
    }
    return count;
  }

  /** Resolves when everything that was written is on the screen. */
  async settled(): Promise<void> {
    while (this.writableLength > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise<void>((resolve) => this.#screen.write("", resolve));
  }

  /** Waits until the screen shows `wanted`. Fails with the screen as it is instead. */
  async shows(wanted: string | RegExp): Promise<void> {
    const deadline = performance.now() + 20_000;
    while (!this.text().match(wanted)) {
      if (performance.now() > deadline) {
        throw new Error(`the screen never showed ${wanted}:\n${this.text()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  asStdout(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }
}

/** A keyboard as a program sees it. */
export class TestKeyboard extends PassThrough {
  isRaw = false;
  readonly isTTY: boolean;

  constructor({ isTTY = true } = {}) {
    super();
    this.isTTY = isTTY;
  }

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  asStdin(): NodeJS.ReadStream {
    return this as unknown as NodeJS.ReadStream;
  }
}
