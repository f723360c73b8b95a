import { writeSync } from "node:fs";
import { Writable } from "node:stream";
import {
  BEGIN_UPDATE,
  CANCEL,
  CLEAR_SCREEN,
  END_UPDATE,
  ENTER_SCREEN,
  LEAVE_SCREEN,
  moveTo,
  TRACK_MOUSE,
  UNTRACK_MOUSE,
} from "./modes.ts";
import type { PlacedImage, Region } from "./region.ts";
import { changeImages, imagesOf, type StandingImage } from "./screen-images.ts";
import {
  composeRows,
  isSameLayout,
  type ScreenRow,
  writeChanges,
  writeRow,
} from "./screen-rows.ts";
import { setBlocking } from "./set-blocking.ts";

/** The escape codes of a terminal's own graphics. */
export interface ImageEncoder {
  /**
   * Draws an image at the cursor.
   *
   * @param id by which it can be deleted, from 1
   */
  draw(image: PlacedImage, id: number): string;
  /** Deletes images; empty where an image is gone when its cells are written. */
  delete(ids: readonly number[]): string;
}

/**
 * Shows whole frames on a terminal: the alternate screen, and of each frame what differs from the
 * one before, in one synchronized update. A frame is the chrome and, over it, regions.
 *
 * Ink renders the chrome into it as if it were stdout, with `debug` on, so that each write is one
 * frame. A terminal that is slow misses frames and then gets the latest. It keeps to the `write`
 * that the terminal had when it was made, and leaves the terminal's errors to `guardTerminal`.
 */
export class Painter extends Writable {
  /**
   * Shown over the chrome, later ones over earlier. Set them before Ink renders, and both go out in
   * one update; or call `paint`, where they alone have changed. Those too wide for the terminal,
   * and lines below its last, are left out.
   */
  regions: readonly Region[] = [];
  /** Draws the images of regions. Default none are drawn. */
  images: ImageEncoder | undefined;
  /** Makes of a frame of the chrome what the terminal has characters for. Default as it is. */
  translate: (frame: string) => string = (frame) => frame;

  readonly #terminal: NodeJS.WriteStream;
  readonly #show: (codes: string, done?: () => void) => void;
  #isOpen = false;
  #tracksMouse = false;
  #chrome: readonly string[] | undefined;
  #painted: readonly ScreenRow[] | undefined;
  #standing: readonly StandingImage[] = [];
  #lastId = 0;

  constructor(terminal: NodeJS.WriteStream) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
    const write = terminal.write.bind(terminal);
    this.#show = (codes, done) => void write(codes, done);
  }

  get columns(): number {
    return this.#terminal.columns;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  /** Changes to the alternate screen, where the next frame is painted in full. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.forget();
    this.#terminal.on("drain", this.#paintLatest);
    // A connection that hangs would hold up everything else.
    setBlocking(this.#terminal, false);
    this.#show(ENTER_SCREEN + (this.#tracksMouse ? TRACK_MOUSE : ""));
  }

  /**
   * Gives the terminal back as it was. Later frames are dropped. May be called more than once.
   *
   * @param atOnce when the process ends now: what a slow terminal has still to take is cut short
   */
  close({ atOnce = false } = {}): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#terminal.off("drain", this.#paintLatest);
    const codes = this.#deleteImages(this.#standing) + LEAVE_SCREEN;
    this.#standing = [];
    if (atOnce) {
      const isBehind = this.#terminal.writableLength > 0;
      setBlocking(this.#terminal, true);
      if (isBehind) writeNow(this.#terminal, CANCEL + codes);
      else this.#show(codes);
    } else {
      // Waits only when all is taken: a connection that hangs would hold up the end of the program.
      this.#show(codes, () => setBlocking(this.#terminal, !this.#isOpen));
    }
  }

  /** Has the mouse reported as input, or leaves it to the terminal. Default the latter. */
  trackMouse(isOn: boolean): void {
    if (this.#isOpen && isOn !== this.#tracksMouse) this.#show(isOn ? TRACK_MOUSE : UNTRACK_MOUSE);
    this.#tracksMouse = isOn;
  }

  /** Paints the next frame in full: after a resize a terminal shows what it likes. */
  forget(): void {
    this.#painted = undefined;
  }

  /** Shows the chrome as Ink last rendered it and the regions: what differs from the screen. */
  paint(): void {
    if (!this.#isOpen || !this.#chrome || this.#terminal.writableNeedDrain) return;
    const { columns, rows } = this;
    const regions = this.regions.filter(({ column, width }) => column + width <= columns);
    const composed = composeRows(this.#chrome, regions, rows);
    const before = this.#painted;
    const isWhole = composed.map((row, r) => !isSameLayout(row, before?.[r]));
    // Writing a row erases its images.
    const isErased = (image: PlacedImage) =>
      isWhole.slice(image.row, image.row + image.rows).includes(true);

    const wanted = this.images ? imagesOf(regions, rows) : [];
    const images = changeImages(this.#standing, wanted, isErased);
    const added = images.added.map((image) => ({ ...image, id: ++this.#lastId }));

    let codes = before ? "" : CLEAR_SCREEN;
    composed.forEach((row, r) => {
      const old = before?.[r];
      codes += isWhole[r] || !old ? writeRow(r, row) : writeChanges(r, row, old, images);
    });
    for (const image of added) {
      codes += moveTo(image.row, image.column) + (this.images?.draw(image, image.id) ?? "");
    }
    codes += this.#deleteImages(images.gone);

    this.#painted = composed;
    this.#standing = [...images.standing, ...added];
    if (codes) this.#show(BEGIN_UPDATE + codes + END_UPDATE);
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    const frame = chunk.toString();
    if (this.#isOpen && frame !== "") {
      this.#chrome = this.translate(frame).split("\n");
      this.paint();
    }
    done();
  }

  readonly #paintLatest = () => this.paint();

  #deleteImages(images: readonly StandingImage[]): string {
    return images.length > 0 ? (this.images?.delete(images.map(({ id }) => id)) ?? "") : "";
  }
}

function writeNow(terminal: NodeJS.WriteStream, codes: string): void {
  try {
    writeSync((terminal as NodeJS.WriteStream & { fd: number }).fd, codes);
  } catch {
    // The terminal is gone.
  }
}
