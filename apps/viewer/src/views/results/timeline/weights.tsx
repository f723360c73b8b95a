import { WeightPairs } from "../../../pictures/weight-pairs.tsx";
import type { ComparedRun } from "../compare/compared-run.ts";
import { imageSize } from "./image-size.ts";
import { StoredPicture } from "./stored-picture.tsx";
import { useAnswer } from "./use-answer.ts";

export interface WeightsProps {
  compared: ComparedRun;
  step: number;
  /** The lower of the two layers that they connect. */
  layer: number;
  /** Whether all of them are shown, or as many as some rows have room for. */
  isWhole: boolean;
}

/** The weights of both directions, of the checkpoint at a step or last before it. */
export function Weights({ compared, step, layer, isWhole }: WeightsProps) {
  const { run } = compared;
  const { checkpoints } = run.run.value;
  const latest = checkpoints.at(-1);
  const stored = checkpoints.findLast((checkpoint) => checkpoint <= step);
  const machine = useAnswer(() => run.machineAt(step), [run, stored]);
  const phases = useAnswer(() => run.at("phases", stored ?? step), [run, stored]);
  return (
    <StoredPicture run={compared} {...{ step, latest, answer: machine }} what="weights">
      {({ machine }) => {
        const top = machine.sizes.length - 2;
        const lower = Math.min(layer, top);
        const { width } = imageSize(run, machine.sizes[0] ?? 0);
        return (
          <div class={isWhole ? undefined : "results-fold"}>
            <WeightPairs
              machine={machine}
              layer={lower}
              activity={phases.value?.activity?.[lower]}
              {...(lower === 0 && { width })}
            />
          </div>
        );
      }}
    </StoredPicture>
  );
}
