import type { Direction } from "../machine.ts";
import type { Act } from "./events.ts";
import type { RunEvent } from "./run-state.ts";
import { GrowingSeries, type Series } from "./series.ts";
import { createSpeedMeter, meterSpeed, type SpeedMeter } from "./speed.ts";

/**
 * - `heldOut`, `training`: description length in bits per image; `heldOut` where images are held out
 * - `layer.{l}`: bits per image of layer l, the visible one first, of the same images as `heldOut`,
 *   or as `training` where none are held out
 * - `nll`: −log p(d) in nats per image; `gap`: by how much the free energy exceeds it, in nats
 * - `generative.{l}`, `recognition.{l}`: root mean square of the weights between layers l and l + 1
 * - `speed`: images learned per second since the evaluation before, pauses left out
 */
export type SeriesName =
  | "heldOut"
  | "training"
  | `layer.${number}`
  | "nll"
  | "gap"
  | `${Direction}.${number}`
  | "speed";

/** How a run came to where it stands: its events as curves, in bounded memory. */
export interface RunHistory {
  /** The curves that have a value, by `SeriesName`. */
  readonly series: ReadonlyMap<string, Series>;
  /** What was done to the run, in order; of very many acts, the latest. */
  readonly marks: readonly Mark[];
}

/** Something that somebody did to the run at a step. */
export interface Mark {
  readonly step: number;
  readonly act: Act;
}

/** The history of a run of which nothing has happened yet. */
export function createHistory(): RunHistory {
  const history: GrowingHistory = {
    series: new Map(),
    marks: [],
    heldOut: false,
    meter: createSpeedMeter(),
  };
  return history;
}

/**
 * Changes `history` by the next event of its run.
 *
 * A `start` at step s drops whatever came after s, and a second evaluation of a step replaces the
 * first, so that the log of a run that was resumed adds up to what was kept.
 */
export function appendHistory(history: RunHistory, event: RunEvent): void {
  const growing = history as GrowingHistory; // createHistory makes no others
  const { marks } = growing;
  const add = (name: SeriesName, value: number) => append(growing, name, event.step, value);
  const addLayers = (name: keyof typeof layerNames, values: readonly number[] = []) => {
    const names = layerNames[name];
    for (let l = 0; l < values.length; l++) {
      names[l] ??= `${name}.${l}`;
      add(names[l], values[l]);
    }
  };
  const speed = meterSpeed(growing.meter, event);

  switch (event.type) {
    case "start":
      rewind(growing, event.step);
      growing.heldOut = event.validImages > 0;
      break;
    case "act":
      marks.push({ step: event.step, act: event.act });
      if (marks.length > MOST_MARKS) marks.splice(0, MOST_MARKS / 2);
      break;
    case "evaluate":
      if (growing.heldOut) add("heldOut", event.descriptionLength);
      add("training", event.train.descriptionLength);
      addLayers("layer", event.layers);
      addLayers("generative", event.weightNorms?.generative);
      addLayers("recognition", event.weightNorms?.recognition);
      if (speed !== undefined) add("speed", speed);
      break;
    case "likelihood":
      add("nll", event.nll);
      add("gap", event.freeEnergy - event.nll);
      break;
    case "progress":
    case "dream":
    case "phases":
    case "weights":
    case "checkpoint":
    case "end":
      break;
    default:
      event satisfies never;
  }
}

interface GrowingHistory extends RunHistory {
  readonly series: Map<string, GrowingSeries>;
  readonly marks: Mark[];
  /** Whether any images are held out. */
  heldOut: boolean;
  readonly meter: SpeedMeter;
}

// Made once: of a long run, 10⁶ values are added by them.
const layerNames: Record<"layer" | Direction, SeriesName[]> = {
  layer: [],
  generative: [],
  recognition: [],
};

// More than a hand does between two looks at a chart.
const MOST_MARKS = 4096;

function append({ series }: GrowingHistory, name: SeriesName, step: number, value: number): void {
  let curve = series.get(name);
  if (!curve) {
    curve = new GrowingSeries();
    series.set(name, curve);
  }
  curve.append(step, value);
}

function rewind({ series, marks }: GrowingHistory, step: number): void {
  for (const [name, curve] of series) {
    curve.rewind(step);
    if (curve.buckets.length === 0) series.delete(name);
  }
  while (marks.length > 0 && marks[marks.length - 1].step > step) marks.pop();
}
