import type { Binarization, Clamp } from "@helmholtz/core";
import type { Signal } from "@preact/signals";
import { type Codec, flag, integer, list, text, urlSignal } from "../../app/route.ts";
import { formatClamp, parseClamp } from "./dream/clamp-text.ts";

/** The parts of the view. */
export const tabs = [
  { id: "draw", label: "Draw" },
  { id: "classes", label: "Class by bits" },
  { id: "dream", label: "Clamp and dream" },
  { id: "walk", label: "Walk" },
] as const;

export type TabId = (typeof tabs)[number]["id"];

/** What of the view stands in the page's URL. */
export const state = {
  /** A shipped machine's name, `page`, or the key of a run that is listed or was dropped. */
  machine: urlSignal("machine", "digits", text, "play"),
  tab: urlSignal("tab", "draw", oneOf(tabs.map(({ id }) => id)), "play"),
  /** Which held-out digit lies on the pad; below 0 none. */
  image: urlSignal("image", -1, integer, "play"),
  /** Seed of the bits of the drawn image, and of its representation. */
  sample: urlSignal("sample", 0, seed(), "play"),
  binarization: urlSignal<Binarization>(
    "binarization",
    "sample",
    oneOf(["sample", "threshold"]),
    "play",
  ),
  /** Whether a drawing is centred and scaled as MNIST does it. */
  centre: urlSignal("centre", true, flag, "play"),
  clamps: urlSignal<readonly Clamp[]>("clamp", [], list(clampCodec()), "play"),
  /** Seed of the sheet of dreams. */
  seed: urlSignal("seed", 0, seed(), "play"),
  /** Which dream of the sheet is looked at. */
  dream: urlSignal("dream", 0, integer, "play"),
  /** The ends of the walk: a dream of the sheet, or below 0 the drawn image. */
  from: urlSignal("from", 0, integer, "play"),
  to: urlSignal("to", 1, integer, "play"),
};

/** Changes a seed to the next one. */
export function nextSeed(signal: Signal<number>): void {
  signal.value = signal.peek() < Number.MAX_SAFE_INTEGER ? signal.peek() + 1 : 0;
}

function seed(): Codec<number> {
  return {
    parse: (written) => {
      const value = integer.parse(written);
      return value !== undefined && value >= 0 ? value : undefined;
    },
    format: integer.format,
  };
}

function oneOf<T extends string>(values: readonly T[]): Codec<T> {
  return {
    parse: (written) => values.find((value) => value === written),
    format: (value) => value,
  };
}

function clampCodec(): Codec<Clamp> {
  return { parse: parseClamp, format: formatClamp };
}
