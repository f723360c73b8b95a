import "../../../machine/disposal.ts";
import {
  type Clamp,
  clampMachine,
  dream,
  js,
  type Key,
  type Machine,
  type Matrix,
  matrix,
  type Representation,
  recognize,
  states,
} from "@helmholtz/core";

/** One way through a machine. */
export interface Pass {
  /** [l]: states of layer l, visible first: [units], 0 or 1. */
  readonly states: readonly Uint8Array[];
  /** [l]: probability with which each was drawn. */
  readonly probabilities: readonly Float32Array[];
  /** [passes × pixels]: how probable each pixel is, given the causes; of several passes. */
  readonly images: Matrix;
}

/** Dreams with some units held, of which the first is told layer by layer. */
export async function dreamPass(
  machine: Machine,
  clamps: readonly Clamp[],
  key: Key,
  dreams = 1,
): Promise<Pass> {
  const held = clampMachine(machine, clamps);
  const dreamt = dream(backend, held, dreams, key);
  const predicted = await Promise.all(
    held.generative.map((layer, l) => backend.read(backend.predict(layer, stateOf(dreamt, l + 1)))),
  );
  return {
    states: await firstStates(machine, dreamt),
    probabilities: predicted.map(({ data, cols }) => data.subarray(0, cols)),
    images: predicted[0] ?? matrix(0, 0),
  };
}

/** Recognizes an image once, and predicts it again from the causes. */
export async function recognitionPass(
  machine: Machine,
  pixels: Uint8Array,
  key: Key,
): Promise<Pass> {
  const seen = recognize(backend, machine, states(1, pixels.length, pixels), key);
  const predicted = await Promise.all(
    machine.recognition.map((layer, l) => backend.read(backend.predict(layer, stateOf(seen, l)))),
  );
  const [bottom] = machine.generative;
  return {
    states: await firstStates(machine, seen),
    probabilities: [Float32Array.from(pixels), ...predicted.map(({ data }) => data)],
    images: bottom ? await backend.read(backend.predict(bottom, stateOf(seen, 1))) : matrix(0, 0),
  };
}

const backend = js();

type Drawn = ReturnType<typeof backend.uploadStates>;

async function firstStates({ sizes }: Machine, s: Representation<Drawn>): Promise<Uint8Array[]> {
  const read = await Promise.all(sizes.map((_, l) => backend.readStates(stateOf(s, l))));
  return read.map(({ data, units }) => data.subarray(0, units));
}

// Every layer has states, and the top one an input of no units above it.
function stateOf(s: Representation<Drawn>, l: number): Drawn {
  const states = s[l];
  if (!states) throw new RangeError(`pass: a layer of 0 to ${s.length - 1} is needed, got ${l}`);
  return states;
}
