import {
  type Backend,
  type Key,
  layerDescriptionLengths,
  layerLogProbs,
  type Machine,
  mapMachine,
  recognize,
  type States,
} from "@helmholtz/core";
import type { Measure } from "../../../bits/measured-bits.tsx";

/** What a machine makes of one image. */
export interface Description {
  /** [l]: states of layer l in the first sample of Q, visible first: [units]. */
  readonly states: readonly Uint8Array[];
  /**
   * [0]: what generation predicts of the pixels from the first sample. [l] above: how probable
   * recognition found each unit. [units]
   */
  readonly probabilities: readonly Float32Array[];
  /** Bits of each layer, visible first. */
  readonly layers: readonly Measure[];
  /** The description length in bits. */
  readonly total: Measure;
}

/**
 * Recognizes an image, and measures what its description costs.
 *
 * @param data the same image as often as samples of Q are wanted: [samples × pixels]
 * @param key of the samples
 */
export async function describeImage(
  backend: Backend,
  machine: Machine,
  data: States,
  key: Key,
): Promise<Description> {
  const uploaded = mapMachine(machine, (values) => backend.upload(values));
  const s = recognize(backend, uploaded, data, key);
  const lengths = layerDescriptionLengths(await layerLogProbs(backend, uploaded, s));
  const predicted = uploaded.generative
    .slice(0, 1)
    .map((layer) => backend.predict(layer, s[1]))
    .concat(uploaded.recognition.map((layer, l) => backend.predict(layer, s[l])));
  const [states, probabilities] = await Promise.all([
    Promise.all(machine.sizes.map((_, l) => backend.readStates(s[l]))),
    Promise.all(predicted.map((m) => backend.read(m))),
  ]);
  const totals = Array.from({ length: data.rows }, (_, n) =>
    lengths.reduce((sum, layer) => sum + (layer[n] ?? 0), 0),
  );
  return {
    states: states.map(({ data, units }) => data.slice(0, units)),
    probabilities: probabilities.map(({ data, cols }) => data.slice(0, cols)),
    layers: lengths.map((layer) => measure([...layer])),
    total: measure(totals),
  };
}

function measure(values: readonly number[]): Measure {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, spread: values.length < 2 ? 0 : Math.sqrt(square / (values.length - 1)) };
}
