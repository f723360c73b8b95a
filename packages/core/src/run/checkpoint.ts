import type { TrainingState } from "../learning/learner.ts";
import { type Direction, type Layer, type Machine, parameterCount } from "../machine.ts";
import { type Matrix, matrix } from "../matrix.ts";
import { RunError } from "./run-error.ts";
import { RUN_FORMAT } from "./run-record.ts";
import { decodeTensors, encodeTensors, type Tensor } from "./safetensors.ts";

const DIRECTIONS: readonly Direction[] = ["generative", "recognition"];

/** Name of a checkpoint's file: the newest in order is the latest. */
export function checkpointName(step: number): string {
  return `${String(step).padStart(12, "0")}.safetensors`;
}

/** Step of a checkpoint's file, or undefined where the name is none. */
export function checkpointStep(name: string): number | undefined {
  const match = /^(\d{12,})\.safetensors$/.exec(name);
  return match ? Number(match[1]) : undefined;
}

/**
 * A training state as a safetensors file. It holds no time, path or speed: the same training
 * gives the same bytes.
 *
 * Tensors: `generative.{l}.weights` [size(l+1) × size(l)], `generative.{l}.bias` [size(l)],
 * `recognition.{l}.weights` [size(l) × size(l+1)], `recognition.{l}.bias` [size(l+1)]; the
 * optimizer's memory likewise under `state.{name}.`, and its updates of each layer under
 * `state.updates.`.
 */
export function encodeCheckpoint({ step, machine, moments, updates }: TrainingState): Uint8Array {
  const tensors = new Map<string, Tensor>();
  addMachine(tensors, "", machine);
  for (const [name, moment] of Object.entries(moments)) {
    addMachine(tensors, `state.${name}.`, moment);
  }
  for (const direction of DIRECTIONS) {
    const counts = Float32Array.from(updates[direction], (count) => Math.min(count, EXACT_COUNT));
    tensors.set(`state.updates.${direction}`, { shape: [counts.length], data: counts });
  }
  const metadata = {
    format: String(RUN_FORMAT),
    step: String(step),
    sizes: JSON.stringify(machine.sizes),
  };
  return encodeTensors({ tensors, metadata });
}

// A 32-bit float counts exactly to here; what depends on the count has long settled.
const EXACT_COUNT = 2 ** 24;

/**
 * Reads a checkpoint.
 *
 * @param name the file, for messages
 * @throws RunError when the file is broken, of a newer format, or not a whole machine.
 */
export function decodeCheckpoint(bytes: Uint8Array, name: string): TrainingState {
  const { tensors, metadata } = decodeTensors(bytes, name);
  const format = Number(metadata.format);
  if (format > RUN_FORMAT) {
    throw new RunError(
      `${name}: checkpoint format ${RUN_FORMAT} or lower is needed, got ${format}; use a newer helmholtz`,
    );
  }
  const step = Number(metadata.step);
  const sizes = parseSizes(metadata.sizes);
  if (!(format >= 1) || !sizes || !Number.isSafeInteger(step) || step < 0) {
    throw new RunError(
      `${name}: a checkpoint names its format, step and sizes, this file does not`,
    );
  }
  const take = (tensor: string, shape: readonly number[]): Float32Array => {
    const found = tensors.get(tensor);
    if (!found || String(found.shape) !== String(shape)) {
      const got = found ? `[${found.shape}]` : "nothing";
      throw new RunError(`${name}: tensor ${tensor} of [${shape}] is needed, got ${got}`);
    }
    return found.data;
  };
  const names = new Set<string>();
  for (const tensor of tensors.keys()) {
    const match = /^state\.(\w+)\.generative\.0\.bias$/.exec(tensor);
    if (match) names.add(match[1]);
  }
  return {
    step,
    machine: takeMachine("", sizes, take),
    moments: Object.fromEntries(
      [...names].map((moment) => [moment, takeMachine(`state.${moment}.`, sizes, take)]),
    ),
    updates: {
      generative: [...take("state.updates.generative", [sizes.length])],
      recognition: [...take("state.updates.recognition", [sizes.length - 1])],
    },
  };
}

function addMachine(tensors: Map<string, Tensor>, prefix: string, machine: Machine): void {
  for (const direction of DIRECTIONS) {
    machine[direction].forEach(({ weights, bias }, l) => {
      const name = `${prefix}${direction}.${l}`;
      if (weights.rows > 0) {
        tensors.set(`${name}.weights`, { shape: [weights.rows, weights.cols], data: weights.data });
      }
      tensors.set(`${name}.bias`, { shape: [bias.cols], data: bias.data });
    });
  }
}

function takeMachine(
  prefix: string,
  sizes: readonly number[],
  take: (tensor: string, shape: readonly number[]) => Float32Array,
): Machine {
  const layer = (name: string, inputs: number, units: number): Layer<Matrix> => ({
    weights:
      inputs === 0
        ? matrix(0, units)
        : matrix(inputs, units, take(`${name}.weights`, [inputs, units])),
    bias: matrix(1, units, take(`${name}.bias`, [units])),
  });
  return {
    sizes,
    generative: sizes.map((units, l) =>
      layer(`${prefix}generative.${l}`, sizes[l + 1] ?? 0, units),
    ),
    recognition: sizes
      .slice(1)
      .map((units, l) => layer(`${prefix}recognition.${l}`, sizes[l], units)),
  };
}

function parseSizes(text: string | undefined): number[] | undefined {
  try {
    const sizes: unknown = JSON.parse(text ?? "");
    const valid =
      Array.isArray(sizes) &&
      sizes.length >= 2 &&
      sizes.every((size) => Number.isSafeInteger(size) && size >= 1) &&
      Number.isSafeInteger(parameterCount(sizes));
    return valid ? sizes : undefined;
  } catch {
    return undefined;
  }
}
