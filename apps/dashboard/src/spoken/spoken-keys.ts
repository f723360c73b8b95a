import type { Controls } from "../keys/controls.ts";
import type { KeyGroup } from "../keys/key-binding.ts";
import { trainingKeys } from "../keys/training-keys.ts";

/** What a key can reach where a run is told. */
export interface SpokenControls extends Controls {
  /** Tells where training stands. */
  report(): void;
  /** Tells the description length by layers. */
  layers(): void;
  /** Tells the keys. */
  help(): void;
}

/** Every key where a run is told: those that do something to training, and those that ask. */
export const spokenKeys: readonly KeyGroup<SpokenControls>[] = [
  {
    title: "asking",
    bindings: [
      { keys: ["h", "?"], name: "h", help: "these keys", press: ({ help }) => help() },
      { keys: ["i"], name: "i", help: "where training stands", press: ({ report }) => report() },
      {
        keys: ["b"],
        name: "b",
        help: "description length by layers, in bits",
        press: ({ layers }) => layers(),
      },
    ],
  },
  trainingKeys,
];
