import type { Controls } from "./controls.ts";
import type { KeyGroup } from "./key-binding.ts";

/** Time travel: every panel shows the step that is looked at. */
export const timeKeys: KeyGroup<Controls> = {
  title: "time",
  bindings: [
    {
      keys: ["left"],
      name: "←",
      label: () => ["earlier", "past"],
      help: "look at the stored step before",
      press: ({ travel }) => travel(-1),
    },
    {
      keys: ["right"],
      name: "→",
      help: "look at the stored step after",
      press: ({ travel }) => travel(1),
    },
    {
      keys: ["shift-left", "pageup"],
      name: "shift-←",
      help: "ten stored steps back (also PgUp)",
      press: ({ travel }) => travel(-10),
    },
    {
      keys: ["shift-right", "pagedown"],
      name: "shift-→",
      help: "ten stored steps on (also PgDn)",
      press: ({ travel }) => travel(10),
    },
    {
      keys: ["home", "g"],
      name: "home",
      help: "the first step (also g)",
      press: ({ travel }) => travel(Number.NEGATIVE_INFINITY),
    },
    {
      keys: ["end", "G", "escape"],
      name: "esc",
      label: (controls) => (followsLatest(controls) ? undefined : ["follow the latest", "latest"]),
      help: "follow the latest again (also end, G)",
      when: (controls) => !followsLatest(controls),
      press: ({ travel }) => travel(Number.POSITIVE_INFINITY),
    },
  ],
};

// A stretch that is zoomed into stays where it is while the run goes on.
function followsLatest({ view }: Controls): boolean {
  return view.cursor === undefined && view.zoom === undefined;
}
