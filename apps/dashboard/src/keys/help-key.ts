import type { View } from "../panels/view.ts";
import type { KeyBinding } from "./key-binding.ts";

/** Lists the keys, on any screen that can be covered. */
export const helpKey: KeyBinding<{ readonly view: Pick<View, "cover" | "scroll"> }> = {
  keys: ["?", "h"],
  name: "?",
  label: () => ["help", "help"],
  help: "this help (also h)",
  press({ view }) {
    view.cover = "help";
    view.scroll = 0;
  },
};
