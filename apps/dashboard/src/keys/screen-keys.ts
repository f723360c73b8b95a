import type { Controls } from "./controls.ts";
import { helpKey } from "./help-key.ts";
import type { KeyGroup } from "./key-binding.ts";

/** What the screen shows. */
export const screenKeys: KeyGroup<Controls> = {
  title: "screen",
  bindings: [
    {
      keys: ["tab"],
      name: "tab",
      label: ({ view, pages }) =>
        pages > 1 ? [`page ${view.page + 1} of ${pages}`, `${view.page + 1}/${pages}`] : undefined,
      help: "the next page of panels",
      press: (controls) => turnPage(controls, 1),
    },
    {
      keys: ["shift-tab"],
      name: "shift-tab",
      help: "the page before",
      press: (controls) => turnPage(controls, -1),
    },
    {
      keys: Array.from("123456789"),
      name: "1 … 9",
      help: "that panel on all of the page; again: back",
      press({ view, page }, key) {
        const name = page[Number(key) - 1];
        if (name) view.only = view.only === name ? undefined : name;
      },
    },
    {
      keys: ["o"],
      name: "o",
      help: "log: what happened, and what was printed",
      press({ view }) {
        view.cover = "log";
        view.scroll = 0;
      },
    },
    helpKey,
  ],
};

function turnPage({ view, pages }: Controls, by: 1 | -1): void {
  view.only = undefined;
  view.page = (view.page + by + pages) % pages;
}
