import { type ChartControls, chartKeys } from "../keys/chart-keys.ts";
import { helpKey } from "../keys/help-key.ts";
import type { KeyGroup } from "../keys/key-binding.ts";
import type { View } from "../panels/view.ts";

/** What is shown of several runs. */
export interface CompareView
  extends Pick<
    View,
    "cursor" | "zoom" | "recent" | "log" | "smoothing" | "message" | "cover" | "scroll"
  > {
  /** Which of the runs is selected, by its place on the command line. */
  selected: number;
  /** Which column they are sorted by. */
  sorted: number;
  descending: boolean;
  /** Which column of the table stands beside the names, from 1. */
  from: number;
}

/** What a key of the comparison can reach. */
export interface CompareControls extends ChartControls {
  readonly view: CompareView;
  /** How many columns the table has. */
  readonly columns: number;
  /** Moves the columns beside the names. */
  scroll(by: 1 | -1): void;
  /** Moves them so far that one of them is seen. */
  reveal(column: number): void;
  /** Moves the selection through the runs as they are sorted. */
  select(by: number): void;
  /** Moves what is looked at through the evaluations. */
  travel(by: number): void;
  /** Shows the selected run by itself. */
  open(): void;
  leave(): void;
  suspend(): void;
}

/** Every key of the comparison. */
export const compareKeys: readonly KeyGroup<CompareControls>[] = [
  {
    title: "runs",
    bindings: [
      {
        keys: ["down", "j"],
        name: "↓",
        label: () => ["select", "select"],
        help: "select the next run (also j)",
        press: ({ select }) => select(1),
      },
      {
        keys: ["up", "k"],
        name: "↑",
        help: "select the run before (also k)",
        press: ({ select }) => select(-1),
      },
      {
        keys: ["enter"],
        name: "enter",
        label: () => ["open", "open"],
        help: "open the selected run; q comes back",
        press: ({ open }) => open(),
      },
      {
        keys: ["s"],
        name: "s",
        label: () => ["sort", "sort"],
        help: "sort by the next column",
        press: (controls) => sortBy(controls, 1),
      },
      {
        keys: ["S"],
        name: "S",
        help: "sort by the column before",
        press: (controls) => sortBy(controls, -1),
      },
      {
        keys: ["r"],
        name: "r",
        label: () => ["reverse", "reverse"],
        help: "sort the other way round",
        press({ view }) {
          view.descending = !view.descending;
        },
      },
      {
        keys: ["]"],
        name: "]",
        help: "table: columns further to the right",
        press: ({ scroll }) => scroll(1),
      },
      {
        keys: ["["],
        name: "[",
        help: "table: columns further to the left",
        press: ({ scroll }) => scroll(-1),
      },
      {
        keys: ["q", "ctrl-c"],
        name: "q",
        label: () => ["leave", "leave"],
        help: "leave; the runs go on",
        press: ({ leave }) => leave(),
      },
      {
        keys: ["ctrl-z"],
        name: "ctrl-z",
        help: "back to the shell; fg comes back",
        press: ({ suspend }) => suspend(),
      },
    ],
  },
  {
    title: "time",
    bindings: [
      {
        keys: ["left"],
        name: "←",
        help: "values at an earlier step",
        press: ({ travel }) => travel(-1),
      },
      {
        keys: ["right"],
        name: "→",
        help: "values at a later step",
        press: ({ travel }) => travel(1),
      },
      {
        keys: ["escape", "end"],
        name: "esc",
        help: "the latest values again",
        press({ view, travel }) {
          view.zoom = undefined;
          travel(Number.POSITIVE_INFINITY);
        },
      },
    ],
  },
  chartKeys,
  { title: "screen", bindings: [helpKey] },
];

function sortBy({ view, columns, reveal }: CompareControls, by: 1 | -1): void {
  view.sorted = (view.sorted + by + columns) % columns;
  reveal(view.sorted);
}
