import { type Matrix, matrix, type PhaseStates } from "@helmholtz/core";
import { Mirror } from "../../../pictures/mirror/mirror.tsx";
import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import type { ComparedRun } from "../compare/compared-run.ts";
import type { PhasesForm } from "../view-state.ts";
import { imageSize } from "./image-size.ts";
import { phasesOff } from "./phases-off.ts";
import { StoredPicture } from "./stored-picture.tsx";
import { useAnswer } from "./use-answer.ts";

export interface PhasesProps {
  compared: ComparedRun;
  step: number;
  /** How they are shown: both phases layer by layer, or the images alone. */
  as: PhasesForm;
}

/** What both phases did with the report's images at a step. */
export function Phases({ compared, step, as }: PhasesProps) {
  const { run, name } = compared;
  const latest = run.steps("phases").at(-1);
  const answer = useAnswer(() => run.at("phases", step), [run, step, Math.min(step, latest ?? 0)]);
  return (
    <StoredPicture run={compared} {...{ step, latest, answer }} what="states of the phases">
      {(phases) => {
        const { width, height } = imageSize(run, phases.wake.states[0]?.cols ?? 0);
        if (as === "mirror") {
          const off = phasesOff(run.record.value, run.run.value, phases.step);
          return <Mirror {...{ phases, width, off }} />;
        }
        const pairs = reconstructionPairs(phases.wake, width, height);
        return (
          <PictureGrid
            {...pairs}
            zoom={PAIR / pairs.width}
            name="datum and reconstruction"
            label={`${pairs.images.rows} data of ${name}, each with its reconstruction`}
          />
        );
      }}
    </StoredPicture>
  );
}

// CSS pixels across, about.
const PAIR = 132;

/** Images as they were recognized, each beside what generative makes of it again. */
export function reconstructionPairs(
  { states: [data], predictions: [made] }: PhaseStates,
  width: number,
  height: number,
): { readonly images: Matrix; readonly width: number; readonly height: number } {
  const between = Math.max(1, Math.round(width / 14));
  const across = 2 * width + between;
  const images = matrix(data?.rows ?? 0, across * height);
  images.data.fill(Number.NaN);
  for (let n = 0; n < images.rows; n++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = n * (data?.cols ?? 0) + y * width + x;
        const to = n * images.cols + y * across + x;
        images.data[to] = data?.data[from] ?? Number.NaN;
        images.data[to + width + between] = made?.data[from] ?? Number.NaN;
      }
    }
  }
  return { images, width: across, height };
}
