import { chartKeys } from "./chart-keys.ts";
import type { Controls } from "./controls.ts";
import type { HelpGroup, KeyGroup } from "./key-binding.ts";
import { pictureKeys } from "./picture-keys.ts";
import { screenKeys } from "./screen-keys.ts";
import { timeKeys } from "./time-keys.ts";
import { trainingKeys } from "./training-keys.ts";

/** What the help says beside the keys. */
export const runHelp: readonly HelpGroup[] = [
  {
    title: "mouse",
    bindings: [
      { name: "chart", help: "click or drag: look at that step; wheel: zoom" },
      { name: "picture", help: "click: the panel alone, and back; wheel: more" },
      { name: "footer", help: "click a key to press it" },
    ],
  },
  {
    title: "marks below the charts",
    bindings: [
      { name: "p r c", help: "paused, rate changed, checkpoint asked for" },
      { name: "w s W S", help: "wake or sleep turned off (small) or on (capital)" },
    ],
  },
];

/** Every key of the run screen. */
export const runKeys: readonly KeyGroup<Controls>[] = [
  trainingKeys,
  timeKeys,
  pictureKeys,
  chartKeys,
  screenKeys,
];
