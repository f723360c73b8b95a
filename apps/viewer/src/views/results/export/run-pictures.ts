import type { Machine, Matrix, PhasesEvent } from "@helmholtz/core";
import type { PngOptions } from "../../../pictures/canvas.ts";
import type { Pictures } from "../../../pictures/sheet.ts";
import { weightPictures } from "../../../pictures/weight-pictures.ts";
import type { OpenRun } from "../../../runs/open-run.ts";
import { imageSize, wholeImages } from "../timeline/image-size.ts";
import { reconstructionPairs } from "../timeline/phases.tsx";

/** Pictures of a run as one file. */
export interface RunPictures {
  /** What they are, and a part of the file's name. */
  readonly name: string;
  /** The step that they are of. */
  readonly step: number;
  /** Every step that the run has stored such pictures of, ascending. */
  readonly stored: readonly number[];
  readonly pictures: Pictures;
  readonly options: PngOptions;
}

/** Dreams, and data with their reconstructions, at a step or last before it. */
export async function reportPictures(run: OpenRun, step: number): Promise<RunPictures[]> {
  const [dream, phases] = await Promise.all([run.at("dream", step), run.at("phases", step)]);
  return [
    ...(dream ? [dreamPictures(run, dream.step, dream.images)] : []),
    ...(phases ? [pairPictures(run, phases)] : []),
  ];
}

/** The weights of both directions above a layer, at the checkpoint of a step or last before it. */
export async function storedWeights(
  run: OpenRun,
  step: number,
  layer: number,
): Promise<RunPictures[]> {
  const stored = await run.machineAt(step);
  if (!stored) return [];
  const { machine } = stored;
  const lower = Math.min(layer, machine.sizes.length - 2);
  return (["recognition", "generative"] as const).map((direction) =>
    directionPictures(run, { machine, direction, layer: lower, step: stored.step }),
  );
}

function dreamPictures(run: OpenRun, step: number, images: Matrix): RunPictures {
  const size = imageSize(run, images.cols);
  const { data } = wholeImages(images, size.width * size.height);
  return {
    ...{ name: "dreams", step, stored: run.steps("dream"), options: { gap: 2 } },
    pictures: { values: data, count: images.rows, ...size },
  };
}

function pairPictures(run: OpenRun, { step, wake }: PhasesEvent): RunPictures {
  const size = imageSize(run, wake.states[0]?.cols ?? 0);
  const { images, ...pair } = reconstructionPairs(wake, size.width, size.height);
  return {
    ...{ name: "reconstructions", step, stored: run.steps("phases"), options: { gap: 4 } },
    pictures: { values: images.data, count: images.rows, ...pair },
  };
}

interface DirectionOptions {
  readonly machine: Machine;
  readonly direction: "recognition" | "generative";
  readonly layer: number;
  readonly step: number;
}

function directionPictures(run: OpenRun, options: DirectionOptions): RunPictures {
  const { machine, direction, layer, step } = options;
  const { width } = imageSize(run, machine.sizes[0] ?? 0);
  const { images, limit, ...size } = weightPictures(machine, {
    ...{ direction, layer },
    ...(layer === 0 && { width }),
  });
  return {
    ...{ name: `${direction} weights ${layer}-${layer + 1}`, step },
    stored: run.run.peek().checkpoints,
    pictures: { values: images.data, count: images.rows, ...size },
    options: { gap: 2, scale: "diverging", limit },
  };
}
