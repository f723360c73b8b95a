import { type Machine, type Matrix, matrix } from "@helmholtz/core";
import { useMemo } from "preact/hooks";
import { PictureGrid } from "./picture-grid.tsx";
import { deadUnits, type WeightPictures, weightPictures } from "./weight-pictures.ts";
import "./weight-pairs.css";

export interface WeightPairsProps {
  machine: Machine;
  /** The lower of the two layers that the weights connect. Default 0, the visible one. */
  layer?: number;
  /** Pixels across, where the lower layer is an image. */
  width?: number;
  /** How often each unit of the upper layer is on, 0 … 1: [1 × units]. With it, dead units are marked. */
  activity?: Matrix;
  selected?: number;
  onSelect?(unit: number): void;
}

/** Of every unit of a layer both pictures side by side: what it recognizes, and what it generates. */
export function WeightPairs(props: WeightPairsProps) {
  const { machine, layer = 0, width, activity, selected, onSelect } = props;
  const pairs = useMemo(() => {
    const options = { layer, width };
    return pairPictures(
      weightPictures(machine, { ...options, direction: "recognition" }),
      weightPictures(machine, { ...options, direction: "generative" }),
    );
  }, [machine, layer, width]);
  const dead = useMemo(() => activity && deadUnits(activity), [activity]);
  const labels = Array.from({ length: pairs.images.rows }, (_, unit) => {
    const often = (activity?.data[unit] ?? 0) < 0.5 ? "never on" : "always on";
    return dead?.has(unit) ? `unit ${unit}, ${often}` : `unit ${unit}`;
  });
  const of = `layer ${layer + 1} and ${layer === 0 ? "the pixels" : `layer ${layer}`}`;
  return (
    <div class="weight-pairs">
      <p class="weight-legend">
        <span>left: recognition, right: generative weights</span>
        <span class="weight-scale">
          negative <i aria-hidden="true" /> positive
        </span>
        {dead && <span>{dead.size === 0 ? "no dead units" : `${dead.size} dead`}</span>}
      </p>
      <PictureGrid
        {...pairs}
        scale="diverging"
        name="pair"
        label={`Weights between ${of}: recognition beside generative, ${labels.length} units`}
        zoom={PAIR / pairs.width}
        {...{ labels, selected, onSelect, faint: dead }}
      />
    </div>
  );
}

// CSS pixels across, about.
const PAIR = 124;

// Each in its own limit, with nothing between them.
function pairPictures(
  left: WeightPictures,
  right: WeightPictures,
): Pick<WeightPictures, "images" | "width" | "height"> {
  const { width: half, height } = left;
  const between = Math.max(1, Math.round(half / 14));
  const width = 2 * half + between;
  const units = left.images.rows;
  const images = matrix(units, width * height);
  images.data.fill(Number.NaN);
  for (let row = 0; row < units * height; row++) {
    for (let x = 0; x < half; x++) {
      const from = row * half + x;
      images.data[row * width + x] = (left.images.data[from] ?? 0) / left.limit;
      images.data[row * width + half + between + x] = (right.images.data[from] ?? 0) / right.limit;
    }
  }
  return { images, width, height };
}
