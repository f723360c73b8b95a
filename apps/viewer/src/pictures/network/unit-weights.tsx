import type { Direction, Machine } from "@helmholtz/core";
import { useMemo } from "preact/hooks";
import { Picture } from "../picture.tsx";
import { type WeightPictures, weightPictures } from "../weight-pictures.ts";
import { pixelName } from "../words.ts";

export interface UnitWeightsProps {
  machine: Machine;
  /** Of the unit; 0 is a pixel. */
  layer: number;
  unit: number;
  /** Pixels across an image. */
  width: number;
  /** What is said of the unit, such as "on". */
  state: string;
}

/** What a hidden unit recognizes and what it generates, as pictures of the layer below it. */
export function UnitWeights({ machine, layer, unit, width, state }: UnitWeightsProps) {
  const name = layer === 0 ? pixelName(unit, width) : `layer ${layer}, unit ${unit}`;
  return (
    <div class="unit-weights">
      <h3>
        {name}, {state}
      </h3>
      {layer > 0 && (
        <>
          <div class="unit-weights-pair">
            {DIRECTIONS.map((direction) => (
              <WeightPicture
                key={direction}
                {...{ machine, direction, layer: layer - 1, unit, width }}
              />
            ))}
          </div>
          <p>
            weights {layer === 1 ? "of the pixels" : `of the units of layer ${layer - 1}`}: orange
            positive, blue negative
          </p>
        </>
      )}
    </div>
  );
}

const DIRECTIONS: readonly Direction[] = ["recognition", "generative"];

interface WeightPictureProps extends Omit<UnitWeightsProps, "state"> {
  direction: Direction;
}

function WeightPicture(props: WeightPictureProps) {
  const { machine, direction, layer, unit, width } = props;
  const all: WeightPictures = useMemo(
    () => weightPictures(machine, { direction, layer, width: layer === 0 ? width : undefined }),
    [machine, direction, layer, width],
  );
  const { images, limit } = all;
  return (
    <figure>
      <Picture
        values={images.data.subarray(unit * images.cols, (unit + 1) * images.cols)}
        width={all.width}
        height={all.height}
        scale="diverging"
        limit={limit}
        zoom={PICTURE / all.width}
        label={`${direction} weights of layer ${layer + 1}, unit ${unit}`}
      />
      <figcaption>{direction}</figcaption>
    </figure>
  );
}

// CSS pixels across, about.
const PICTURE = 112;
