import { type Canvas, drawUpright } from "./canvas.ts";

/**
 * Draws upright strokes on a canvas, one for each dot column: what follows each other in the same
 * column is drawn as one, since many points of a curve can share it.
 */
export class Pen {
  readonly #canvas: Canvas;
  readonly #layer: number;
  readonly #sparse: boolean;
  #column = Number.NaN;
  #top = 0;
  #bottom = 0;

  constructor(canvas: Canvas, layer: number, { sparse = false } = {}) {
    this.#canvas = canvas;
    this.#layer = layer;
    this.#sparse = sparse;
  }

  /** Covers a column between two dot rows, which are rounded. */
  stroke(column: number, top: number, bottom: number): void {
    if (column !== this.#column) {
      this.lift();
      this.#column = column;
      this.#top = top;
      this.#bottom = bottom;
      return;
    }
    if (top < this.#top) this.#top = top;
    if (bottom > this.#bottom) this.#bottom = bottom;
  }

  /** Draws what is still to be drawn: after the last stroke, and before one that is apart. */
  lift(): void {
    const [top, bottom] = [Math.round(this.#top), Math.round(this.#bottom)];
    drawUpright(this.#canvas, this.#column, top, bottom, this.#layer, this.#sparse);
    this.#column = Number.NaN;
  }
}
