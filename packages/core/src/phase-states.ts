import type { Backend } from "./backend.ts";
import type { Representation } from "./inference.ts";
import { dreamBatch, recognizeBatch } from "./learning/rule.ts";
import type { Machine } from "./machine.ts";
import { type Matrix, matrix, type States, states } from "./matrix.ts";
import type { Key } from "./random.ts";
import type { PhaseStates } from "./run/events.ts";

/** Images of a batch that a `phases` event shows. */
export const PHASE_IMAGES = 6;

/** States of every layer on the host, visible first. */
export type HostStates = readonly States[];

/** What wake recognizes of a batch, in a step with this key. */
export async function drawWake<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  batch: States,
  key: Key,
): Promise<HostStates> {
  using _ = backend.arena();
  return readRepresentation(backend, recognizeBatch(backend, machine, batch, key));
}

/** The first dreams of sleep, in a step with this key. */
export async function drawSleep<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  rows: number,
  key: Key,
): Promise<HostStates> {
  using _ = backend.arena();
  return readRepresentation(backend, dreamBatch(backend, machine, rows, key));
}

/** What was recognized, and what the generative direction predicts of each layer from the one above. */
export async function wakeStates<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  recognized: HostStates,
): Promise<PhaseStates> {
  using _ = backend.arena();
  const [{ rows }] = recognized;
  const predictions: Matrix[] = [];
  for (const [l, layer] of machine.generative.entries()) {
    const above = backend.uploadStates(recognized[l + 1] ?? states(rows, 0));
    predictions.push(await backend.read(backend.predict(layer, above)));
  }
  return { states: recognized.map(asMatrix), predictions };
}

/** What was dreamt, and what the recognition direction predicts of each layer from the one below. */
export async function sleepStates<M, S>(
  backend: Backend<M, S>,
  machine: Machine<M>,
  dreamt: HostStates,
): Promise<PhaseStates> {
  using _ = backend.arena();
  const predictions: Matrix[] = [];
  for (const [l, layer] of machine.recognition.entries()) {
    const below = backend.uploadStates(dreamt[l]);
    predictions.push(await backend.read(backend.predict(layer, below)));
  }
  return { states: dreamt.map(asMatrix), predictions };
}

/** The first rows of some states: all of them where there are fewer. */
export function firstRows({ rows, units, data }: States, count: number): States {
  const first = Math.min(count, rows);
  return states(first, units, data.slice(0, first * units));
}

// Without the layer of no units above the top.
async function readRepresentation<S>(
  backend: Backend<unknown, S>,
  s: Representation<S>,
): Promise<HostStates> {
  return Promise.all(s.slice(0, -1).map((layer) => backend.readStates(layer)));
}

function asMatrix({ rows, units, data }: States): Matrix {
  return matrix(rows, units, Float32Array.from(data));
}
