import type { Key, Layer, Matrix, States, Update } from "@helmholtz/core";

/** One call of a backend. Matrices and states that live in the page have numbers for names. */
export type Command =
  | { verb: "predict"; id: number; layer: Layer<number>; x: number }
  | {
      verb: "sample";
      id: number;
      layer: Layer<number>;
      x: number;
      key: Key;
      firstRow: number | undefined;
    }
  | { verb: "logProb"; id: number; layer: Layer<number>; x: number; s: number }
  | {
      verb: "learn";
      layer: Layer<number>;
      x: number;
      s: number;
      update: Update<number>;
      weight: number | undefined;
    }
  | { verb: "upload"; id: number; m: Matrix }
  | { verb: "uploadStates"; id: number; s: States }
  | { verb: "read" | "readStates"; id: number }
  | { verb: "openArena" | "closeArena" };
