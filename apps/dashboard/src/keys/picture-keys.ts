import { shownDream } from "../panels/dreams.ts";
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
      help: "weights of the next units; or the next dreams",
      press: (controls) => turnPictures(controls, paged(controls), 1),
    },
    {
      keys: ["U"],
      name: "U",
      help: "weights of the units before; or dreams",
      press: (controls) => turnPictures(controls, paged(controls), -1),
    },
  ],
};

const NEXT: Readonly<Record<View["direction"], View["direction"]>> = {
  generative: "recognition",
  recognition: "both",
  both: "generative",
};

/** Shows the next units or dreams, or those before: as many as there is room for. */
export function turnPictures(
  { view, run, room }: Controls,
  panel: keyof Controls["room"],
  pages: 1 | -1,
): void {
  const by = Math.max(1, room[panel]);
  const turned = (first: number, count: number) => {
    const last = Math.max(0, (Math.ceil(count / by) - 1) * by);
    const next = first + pages * by;
    return next > last ? 0 : next < 0 ? last : next;
  };
  if (panel === "dreams") view.dream = turned(view.dream, shownDream(run, view)?.images.rows ?? 0);
  else view.unit = turned(view.unit, run.start?.sizes[view.layer + 1] ?? 0);
}

// Dreams where there are no weights beside them.
function paged({ shown }: Controls): keyof Controls["room"] {
  return shown.includes("dreams") && !shown.includes("weights") ? "dreams" : "weights";
}
