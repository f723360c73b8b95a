import {
  dream,
  dreamImages,
  js,
  type Key,
  type Layer,
  type Machine,
  recognize,
  type States,
} from "@helmholtz/core";

/** What one phase does with one image. */
export interface Moment {
  /** Asleep the machine dreams, from the top down; awake it recognizes an image, from the bottom up. */
  readonly phase: "wake" | "sleep";
  /** [l]: how much each unit of layer l is on, 0 … 1, visible first. */
  readonly layers: readonly LayerValues[];
  /** [l]: the weights between layers l and l + 1 that did most of it. */
  readonly links: readonly (readonly Link[])[];
}

/** One number for each unit of a layer. */
export type LayerValues = Float32Array | Uint8Array;

/** A weight between two units that are on. */
export interface Link {
  /** Unit of layer l. */
  readonly lower: number;
  /** Unit of layer l + 1. */
  readonly upper: number;
  /** 0 … 1, of the greatest weight of its layer. */
  readonly strength: number;
}

/** A dream, as the probabilities of its pixels. */
export async function dreamMoment(machine: Machine, key: Key): Promise<Moment> {
  const backend = js();
  const [, ...above] = dream(backend, machine, 1, key);
  const picture = await backend.read(dreamImages(backend, machine, 1, key));
  const hidden = await readLayers(above.slice(0, -1).map((s) => backend.readStates(s)));
  const layers = [picture.data, ...hidden];
  const links = machine.generative.slice(0, -1).map((layer, l) => {
    return strongest(layer, layers[l + 1], layers[l]).map(({ from, to, strength }) => {
      return { upper: from, lower: to, strength };
    });
  });
  return { phase: "sleep", layers, links };
}

/** An image, and what the machine recognizes in it. */
export async function recognitionMoment(
  machine: Machine,
  image: States,
  key: Key,
): Promise<Moment> {
  const backend = js();
  const seen = recognize(backend, machine, image, key);
  const layers = await readLayers(seen.slice(0, -1).map((s) => backend.readStates(s)));
  const links = machine.recognition.map((layer, l) => {
    return strongest(layer, layers[l], layers[l + 1]).map(({ from, to, strength }) => {
      return { lower: from, upper: to, strength };
    });
  });
  return { phase: "wake", layers, links };
}

const MOST_LINKS = 60;
const LEAST_STRENGTH = 0.25;
const NONE = new Uint8Array();

async function readLayers(reading: readonly Promise<States>[]) {
  return (await Promise.all(reading)).map(({ data }) => data);
}

// The greatest weights between units that are on.
function strongest({ weights }: Layer, from: LayerValues = NONE, to: LayerValues = NONE) {
  const { cols, data } = weights;
  const greatest = data.reduce((a, b) => Math.max(a, b), 1e-6);
  const links = Array.from(data, (weight, i) => ({
    from: Math.floor(i / cols),
    to: i % cols,
    strength: weight / greatest,
  }));
  const isOn = (value = 0) => value > 0.5;
  return links
    .filter((link) => link.strength > LEAST_STRENGTH && isOn(from[link.from]) && isOn(to[link.to]))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST_LINKS);
}
