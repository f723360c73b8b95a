import type { Training } from "../training.ts";
import type { PanelName } from "./layout.ts";
import type { View } from "./view.ts";

/** What a key can reach. */
export interface Controls {
  /** Changed by keys. */
  readonly view: View;
  readonly training: Training;
  /** Closes the dashboard. */
  leave(): void;
  /** Stops training and closes the dashboard at once. */
  interrupt(): void;
}

/** A key of the dashboard: the footer and the help are made of these. */
export interface KeyBinding {
  readonly keys: readonly string[];
  /** As people call it. */
  readonly name: string;
  /** For the footer, the first that fits; none where it is not worth the room now. */
  labels(view: View): readonly [long: string, short: string] | undefined;
  /** The panel without which the key means nothing. */
  readonly panel?: PanelName;
  readonly help: string;
  press(controls: Controls): void;
}

export const keyBindings: readonly KeyBinding[] = [
  {
    keys: [" ", "p"],
    name: "space",
    labels({ activity }) {
      if (activity === "ended") return undefined;
      return activity === "paused" ? ["resume", "resume"] : ["pause", "pause"];
    },
    help: "pause or resume training (also p)",
    press({ view, training }) {
      if (view.activity === "training") {
        view.activity = "paused";
        view.message = "paused: space goes on";
        training.pause();
      } else if (view.activity === "paused") {
        view.activity = "training";
        view.message = "";
        training.resume();
      }
    },
  },
  {
    keys: ["s"],
    name: "s",
    labels: ({ activity }) => (activity === "ended" ? undefined : ["stop and save", "stop"]),
    help: "stop and save; the dashboard stays",
    press: stop,
  },
  {
    keys: ["w"],
    name: "w",
    labels: ({ direction }) => [
      direction === "generative" ? "recognition" : "generative",
      "weights",
    ],
    panel: "weights",
    help: "show generative or recognition weights",
    press({ view }) {
      view.direction = view.direction === "generative" ? "recognition" : "generative";
    },
  },
  {
    keys: ["?", "h"],
    name: "?",
    labels: () => ["help", "help"],
    help: "this help (also h); any key closes it",
    press({ view }) {
      view.help = true;
    },
  },
  {
    keys: ["q", "\r"],
    name: "q",
    labels: ({ activity }) => [activity === "ended" ? "leave" : "stop, save and leave", "leave"],
    help: "stop, save and leave; asks before it stops",
    press({ view, leave }) {
      if (view.activity === "ended") leave();
      else view.asking = !view.leaving;
    },
  },
  {
    keys: ["\x03"],
    name: "ctrl-c",
    labels: () => undefined,
    help: "leave at once; training stops and saves",
    press: ({ interrupt }) => interrupt(),
  },
];

/** Lets `controls` do what a key stands for: an answer, where one is asked for. */
export function pressKey(key: string, controls: Controls): void {
  const { view } = controls;
  if (key !== "\x03") {
    if (view.asking) {
      answer(key, controls);
      return;
    }
    if (view.help) {
      view.help = false;
      return;
    }
  }
  keyBindings.find(({ keys }) => keys.includes(key))?.press(controls);
}

function answer(key: string, controls: Controls): void {
  const { view, leave } = controls;
  view.asking = false;
  if (key !== "y") return;
  view.leaving = true;
  stop(controls);
  if (view.activity === "ended") leave();
}

function stop({ view, training }: Controls): void {
  if (view.activity === "stopping" || view.activity === "ended") return;
  view.activity = "stopping";
  view.message = "stopping after this step, then saving";
  training.stop();
}
