import {
  createHistory,
  createMachine,
  createRunState,
  defaultSettings,
  key,
  learningAt,
  type Matrix,
  matrix,
  type PhasesEvent,
  type RunState,
  uniform,
} from "@helmholtz/core";
import { createStyle, type StyleOptions } from "../../src/draw/style.ts";
import type { PanelProps } from "../../src/panels/drawing.ts";
import { createView, type View } from "../../src/panels/view.ts";

/** A run of a machine for images of `side` × `side` pixels, with dreams, phases and weights of one step. */
export function picturedRun({ side = 28, hidden = [100, 20], step = 400 } = {}): RunState {
  const sizes = [side * side, ...hidden];
  const run = createRunState();
  run.start = {
    ...{ type: "start", step: 0, steps: 1000, stepsPerEpoch: 100, batch: 20, sizes, seed: 0 },
    ...{ width: side, height: side, trainImages: 2000, validImages: 500 },
    ...{ rule: "wake-sleep", optimizer: "adam", backend: "cpu", data: "digits" },
  };
  run.step = step;
  run.dream = { type: "dream", step, images: randomMatrix(24, side * side, 1) };
  run.phases = phasesOf(sizes, step);
  run.weights = { step, machine: createMachine(sizes, key(1)) };
  return run;
}

/** Phases of six images: states and predictions at random, others at every step. */
export function phasesOf(sizes: readonly number[], step: number): PhasesEvent {
  const images = 6;
  const states = (seed: number) =>
    sizes.map((units, l) => {
      const { data, ...shape } = randomMatrix(images, units, step + seed + l);
      return { ...shape, data: data.map((value) => (value < 0.5 ? 0 : 1)) };
    });
  const predictions = (sizes: readonly number[], seed: number) =>
    sizes.map((units, l) => randomMatrix(images, units, step + seed + l));
  return {
    ...{ type: "phases", step, of: "report" },
    wake: { states: states(10), predictions: predictions(sizes, 20) },
    sleep: { states: states(30), predictions: predictions(sizes.slice(1), 40) },
    activity: sizes
      .slice(1)
      .map((units) => matrix(1, units).data)
      .map(half),
  };
}

function half(data: Float32Array): Matrix {
  return matrix(1, data.length, data.fill(0.5));
}

function randomMatrix(rows: number, cols: number, seed: number): Matrix {
  const k = key(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, (_, i) => uniform(k, i)),
  );
}

/** Both phases, as most runs learn. */
export const learning = learningAt(0, [], defaultSettings);

export const graphics = { protocol: "kitty", cell: { width: 10, height: 20 } } as const;

/** What a panel of a size draws from, without colour unless asked for. */
export function propsOf(
  run: RunState,
  [width, height]: readonly [number, number],
  {
    view = {},
    style = {},
    ...props
  }: Partial<
    Omit<PanelProps, "view" | "style"> & { view: Partial<View>; style: Partial<StyleOptions> }
  > = {},
): PanelProps {
  return {
    ...{ run, learning, width, height, history: createHistory() },
    view: { ...createView(), ...view },
    style: createStyle({ depth: 1, ...style }),
    ...props,
  };
}
