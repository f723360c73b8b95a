/** Pictures of one layer's units: the states that were drawn, and what is predicted of them. */
export interface Slot {
  readonly layer: number;
  readonly shows: readonly Shown[];
  readonly zoom: number;
  /** Cells, from the upper left of the block. */
  readonly row: number;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

export type Shown = "drawn" | "predicted";

/** One half of the mirror: a block for each image, all of them alike. */
export interface Half {
  readonly column: number;
  /** Of the heading, which is above the blocks. */
  readonly row: number;
  readonly columns: number;
  readonly slots: readonly Slot[];
  /** Cells of a block. */
  readonly width: number;
  readonly height: number;
  /** Upper left of the block of each image. */
  readonly blocks: readonly { readonly row: number; readonly column: number }[];
}

/** Where everything of the mirror is, in cells from the upper left of its space. */
export interface Arrangement {
  /** Halves one above the other, rather than side by side. */
  readonly stacked: boolean;
  /** Layers of a block from the bottom up, or else along a line. */
  readonly upright: boolean;
  /** Whether there is a line for words above each slot. */
  readonly captions: boolean;
  /** Cells between slots: rows of an upright block, columns of a line. */
  readonly between: number;
  /** For the names of the layers: between the halves, or where they are stacked left of them. */
  readonly spine: Spine;
  /** Lines for what a phase does, above the blocks of each half. */
  readonly headings: number;
  readonly wake: Half;
  readonly sleep: Half;
  /** Lines that all of it takes. */
  readonly rows: number;
}

/** A stretch of columns: an arrow for each half beside it, and names of layers. */
export interface Spine {
  readonly column: number;
  /** All its cells; 0 where there is none. */
  readonly cells: number;
  /** Of them, free ones at either side. */
  readonly margin: number;
  /** Cells for a name. */
  readonly name: number;
}

/** What is to be arranged. */
export interface MirrorContents {
  /** [l]: pixels of a picture of layer l, visible first. */
  readonly shapes: readonly { readonly width: number; readonly height: number }[];
  readonly images: number;
}

/** Character cells that there are for it. */
export interface Space {
  readonly columns: number;
  readonly rows: number;
}
