import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import type { ComparedRun } from "../compare/compared-run.ts";
import { imageSize, wholeImages } from "./image-size.ts";
import { StoredPicture } from "./stored-picture.tsx";
import { useAnswer } from "./use-answer.ts";

/** What a run dreamt at a step: the probability that each pixel is on. */
export function Dreams({ compared, step }: { compared: ComparedRun; step: number }) {
  const { run } = compared;
  const latest = run.steps("dream").at(-1);
  const answer = useAnswer(() => run.at("dream", step), [run, step, Math.min(step, latest ?? 0)]);
  return (
    <StoredPicture run={compared} {...{ step, latest, answer }} what="dreams">
      {({ images }) => {
        const size = imageSize(run, images.cols);
        return (
          <PictureGrid
            {...size}
            images={wholeImages(images, size.width * size.height)}
            name="dream"
            label={`${images.rows} dreams of ${compared.name}`}
          />
        );
      }}
    </StoredPicture>
  );
}
