import { PassThrough, Writable } from "node:stream";
import type { Size } from "../screens/screen.ts";
import { BEGIN_UPDATE } from "../terminal/modes.ts";

/** A terminal in full colour that nobody looks at: it takes all that is painted, at once. */
export class BlindTerminal extends Writable {
  readonly isTTY = true;
  readonly columns: number;
  readonly rows: number;
  /** Frames so far, and their bytes. */
  frames = 0;
  bytes = 0;
  /** Called with each frame, when all of it is there. Default nobody is told. */
  onFrame: (codes: string) => void = () => {};

  constructor({ columns, rows }: Size) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
  }

  getColorDepth(): number {
    return 24;
  }

  override _write(codes: string, _encoding: BufferEncoding, done: () => void): void {
    if (codes.startsWith(BEGIN_UPDATE)) {
      this.frames++;
      this.bytes += Buffer.byteLength(codes);
      this.onFrame(codes);
    }
    done();
  }

  asStdout(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }
}

/** A keyboard, and a mouse, that nobody touches: what is written to it is what they send. */
export class BlindKeyboard extends PassThrough {
  readonly isTTY: boolean;

  /** @param isTTY whether anything will be sent */
  constructor({ isTTY }: { isTTY: boolean }) {
    super();
    this.isTTY = isTTY;
  }

  setRawMode(): this {
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

/** What such a terminal says of itself. */
export const BLIND_ENV = { TERM: "xterm-256color", LANG: "C.UTF-8" } as const;
