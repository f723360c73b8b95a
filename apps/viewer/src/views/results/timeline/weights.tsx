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
}

/** The weights of both directions, of the checkpoint at a step or last before it. */
export function Weights({ compared, step, layer }: WeightsProps) {
  const { run } = compared;
  const stored = run.run.value.checkpoints.findLast((checkpoint) => checkpoint <= step);
  const machine = useAnswer(() => run.machineAt(step), [run, stored]);
  const phases = useAnswer(() => run.at("phases", stored ?? step), [run, stored]);
  return (
    <StoredPicture run={compared} step={step} answer={machine} what="weights">
      {({ machine }) => {
        const top = machine.sizes.length - 2;
        const lower = Math.min(layer, top);
        const { width } = imageSize(run, machine.sizes[0] ?? 0);
        return (
          <WeightPairs
            machine={machine}
            layer={lower}
            activity={phases.value?.activity?.[lower]}
            {...(lower === 0 && { width })}
          />
        );
      }}
    </StoredPicture>
  );
}
