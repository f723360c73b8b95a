import type { View } from "../panels/view.ts";
import type { Controls } from "./controls.ts";
import type { KeyGroup } from "./key-binding.ts";

/** What the pictures show. */
export const pictureKeys: KeyGroup<Controls> = {
  title: "pictures",
  bindings: [
    {
      keys: ["w"],
      name: "w",
      label: ({ view }) => [NEXT[view.direction], "weights"],
      panel: "weights",
      help: "generative or recognition weights, or both",
      press({ view }) {
        view.direction = NEXT[view.direction];
      },
    },
    {
      keys: ["v"],
      name: "v",
      help: "weights of the next layer up",
      press({ view, run }) {
        const layers = (run.start?.sizes.length ?? 2) - 1;
        view.layer = (view.layer + 1) % layers;
        view.unit = 0;
      },
    },
    {
      keys: ["u"],
      name: "u",
      help: "weights of the next units",
      press: (controls) => turnUnits(controls, 1),
    },
    {
      keys: ["U"],
      name: "U",
      help: "weights of the units before",
      press: (controls) => turnUnits(controls, -1),
    },
  ],
};

const NEXT: Readonly<Record<View["direction"], View["direction"]>> = {
  generative: "recognition",
  recognition: "both",
  both: "generative",
};

/** Shows the weights of the next units, or of those before: as many as there is room for. */
export function turnUnits({ view, run, unitsShown }: Controls, pages: 1 | -1): void {
  const units = run.start?.sizes[view.layer + 1] ?? 0;
  const by = Math.max(1, unitsShown);
  const last = Math.max(0, (Math.ceil(units / by) - 1) * by);
  const next = view.unit + pages * by;
  view.unit = next > last ? 0 : next < 0 ? last : next;
}
