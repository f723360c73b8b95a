import type { Matrix } from "@helmholtz/core";
import { colorScheme } from "../../app/theme.ts";
import type { Scale } from "../colors.ts";
import { CrispCanvas } from "../crisp-canvas.tsx";
import { pixelRatio } from "../device-pixels.ts";
import { paint } from "../paint.ts";
import { gridWidth, paintUnits } from "../paint-units.ts";
import { layerName } from "../words.ts";
import {
  costOf,
  isUndecided,
  type Phase,
  type PhaseLayer,
  rowOf,
  surprisesOf,
} from "./phase-layers.ts";
import { bitWords, drawnName, predictedFrom, predictedName } from "./words.ts";

export interface LayerPairProps {
  phase: Phase;
  of: PhaseLayer;
  image: number;
  /** The topmost layer. */
  top: number;
  /** Pixels across an image. */
  width: number;
  /** Pixels of the screen of a unit. */
  cell: number;
  isNarrow: boolean;
}

/** One layer and image of a phase: the states that were drawn, and beside them what is predicted of them. */
export function LayerPair({ phase, of, image, top, width, cell, isNarrow }: LayerPairProps) {
  const { layer, drawn, predicted } = of;
  const columns = layer === 0 ? width : gridWidth(drawn.cols);
  const where = `${phase}, ${layerName(layer)}`;
  const bits = rowOf(drawn, image);
  const shared = { columns, units: drawn.cols, cell, isImage: layer === 0 };
  const name = drawnName(phase, layer);
  const cost = bitWords(costOf(of, image));
  const isOpen = isUndecided(of, image);
  const prediction = predictedName(phase, layer, isNarrow);
  return (
    <div class="mirror-pair">
      <figure class="mirror-drawn">
        <LayerPicture
          {...shared}
          values={() => bits}
          of={[drawn, undefined, image]}
          scale="greys"
          label={`${where}, ${name}: ${countOn(bits)} of ${bits.length} on`}
        />
        <figcaption>{name}</figcaption>
      </figure>
      <figure class="mirror-predicted">
        {predicted && (
          <>
            <LayerPicture
              {...shared}
              values={() => surprisesOf(drawn, predicted, image)}
              of={[drawn, predicted, image]}
              scale="surprises"
              label={`${where}, ${prediction} from ${predictedFrom(phase, layer, top)}: ${cost} for ${bits.length} states${isOpen ? ", no opinion" : ""}`}
            />
            <figcaption>
              {isOpen ? "no opinion" : prediction} <b>{cost}</b>
            </figcaption>
          </>
        )}
      </figure>
    </div>
  );
}

interface LayerPictureProps {
  /** [units]: asked for only when one of `of` is another than before. */
  values(): Float32Array;
  of: readonly [drawn: Matrix, predicted: Matrix | undefined, image: number];
  scale: Extract<Scale, "greys" | "surprises">;
  columns: number;
  units: number;
  cell: number;
  isImage: boolean;
  label: string;
}

// Pixels touch each other; units do not where there is room for a gap.
function LayerPicture(props: LayerPictureProps) {
  const { values, of, scale, columns, units, cell, isImage, label } = props;
  const theme = colorScheme.value;
  const ratio = pixelRatio.value;
  const rows = Math.ceil(units / columns);
  const isPlain = isImage || cell < 3;
  const gap = isPlain ? 0 : 1;
  return (
    <CrispCanvas
      paint={() =>
        isPlain
          ? paint(values(), { width: columns, height: rows, scale, theme })
          : paintUnits(values(), { columns, cell, scale, theme })
      }
      inputs={[...of, scale, columns, cell, theme]}
      width={(columns * cell - gap) / ratio}
      height={(rows * cell - gap) / ratio}
      label={label}
    />
  );
}

function countOn(bits: Float32Array): number {
  let on = 0;
  for (let i = 0; i < bits.length; i++) on += bits[i] ?? 0;
  return on;
}
