/** A point of an image, in pixels from its upper left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels across and down of an image. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A grey picture of any size. */
export interface GreyPicture extends Size {
  /** [width × height], 0 (no ink) to 1. */
  readonly grey: Float32Array;
}
