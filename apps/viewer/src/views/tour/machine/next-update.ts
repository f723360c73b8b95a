import "../../../machine/disposal.ts";
import { dream, fold, js, type Layer, type Machine, recognize, states } from "@helmholtz/core";
import { learn, lessonKey, type PhaseName } from "./lesson.ts";

/** What an update of a phase will do between the pixels and layer 1. */
export interface NextUpdate {
  /** States of the pixels, and of layer 1: drawn upward in wake, downward in sleep. */
  readonly pixels: Uint8Array;
  readonly causes: Uint8Array;
  /** What is expected by the direction that learns: of the pixels in wake, of layer 1 in sleep. */
  readonly predicted: Float32Array;
  /** Of two units, one that is on and one that is off, a weight from a unit that is on, and the bias. */
  readonly weights: readonly WeightUpdate[];
}

/** The delta rule for one weight. */
export interface WeightUpdate {
  /** The unit that it comes from; none of a bias, whose input is always 1. */
  readonly from: number | undefined;
  readonly to: number;
  /** State of the unit that it goes to, and the probability predicted for it. */
  readonly state: number;
  readonly predicted: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Looks ahead at update number `done` of a phase.
 *
 * @param image what wake recognizes: [pixels]
 */
export async function nextUpdate(
  machine: Machine,
  phase: PhaseName,
  done: number,
  image: Uint8Array,
): Promise<NextUpdate> {
  const backend = js();
  const isWake = phase === "wake";
  const data = states(1, image.length, image);
  const nothing = backend.uploadStates(data);
  const [s0 = nothing, s1 = nothing] = isWake
    ? recognize(backend, machine, data, fold(lessonKey(done), 0))
    : dream(backend, machine, 1, fold(lessonKey(done), 1));
  const layerOf = ({ generative, recognition }: Machine) =>
    (isWake ? generative : recognition)[0] as Layer; // every machine has two layers
  const before = layerOf(machine);
  const lesson = learn(machine, phase, { done, times: 1, every: 1, imageOf: () => data });
  const { value: taught } = await lesson.next();
  const after = layerOf(taught?.machine ?? machine);

  const { data: predicted } = await backend.read(backend.predict(before, isWake ? s1 : s0));
  const [pixels, causes] = [await backend.readStates(s0), await backend.readStates(s1)];
  const [from, to] = isWake ? [causes.data, pixels.data] : [pixels.data, causes.data];
  const on = from.indexOf(1);
  const weights = [to.indexOf(1), to.indexOf(0)].flatMap((unit) => {
    const target = { to: unit, state: to[unit] ?? 0, predicted: predicted[unit] ?? 0 };
    const valuesOf = ({ weights, bias }: Layer) =>
      [weights.data[on * weights.cols + unit] ?? 0, bias.data[unit] ?? 0] as const;
    const [[weightBefore, biasBefore], [weightAfter, biasAfter]] = [
      valuesOf(before),
      valuesOf(after),
    ];
    const bias = { ...target, from: undefined, before: biasBefore, after: biasAfter };
    const weight = { ...target, from: on, before: weightBefore, after: weightAfter };
    return unit < 0 ? [] : on < 0 ? [bias] : [weight, bias];
  });
  return { pixels: pixels.data, causes: causes.data, predicted, weights };
}
