import type { Clamp, Machine } from "@helmholtz/core";
import { useRef, useState } from "preact/hooks";
import type { Values } from "../paint.ts";
import { unitColumns } from "../paint-units.ts";
import { PixelGrid } from "../pixel-grid.tsx";
import { UnitGrid } from "../unit-grid.tsx";
import { useWidth } from "../use-width.ts";
import { countOfUnits, layerName, stateOf } from "../words.ts";
import { LinkLines } from "./link-lines.tsx";
import { UnitWeights } from "./unit-weights.tsx";
import "./network.css";

export interface NetworkProps {
  machine: Machine;
  /** Pixels across and down of an image. */
  width: number;
  height: number;
  /** [l]: states of layer l, visible first: [units], 0 or 1. */
  states: readonly Values[];
  /** [l]: probability that each unit is on; default the states. The pixels are shown by theirs. */
  probabilities?: readonly Values[];
  /** The units and pixels that are held. Default none. */
  clamps?: readonly Clamp[];
  /** A click, or Enter or Space, on a unit, or in layer 0 on a pixel. */
  onUnit?(layer: number, unit: number): void;
}

/**
 * The machine as layers from the pixels up. The unit under the mouse or the focus has its weights
 * shown beside, and lines to the units of the largest ones.
 */
export function Network(props: NetworkProps) {
  const { machine, width, height, states, probabilities = states, clamps = [], onUnit } = props;
  const stage = useRef<HTMLDivElement>(null);
  const room = useWidth(stage) ?? 0;
  // The last unit in question; its weights stay to be looked at.
  const [unit, setUnit] = useState<{ layer: number; unit: number; isNear: boolean }>();
  const columnsOf = (layer: number) =>
    layer === 0 ? width : unitColumns(machine.sizes[layer] ?? 1);

  const layers = machine.sizes.map((units, layer) => {
    const clamped = new Map(
      clamps.filter((clamp) => clamp.layer === layer).map((clamp) => [clamp.unit, clamp.on]),
    );
    const onNear = (near: number | undefined) =>
      setUnit((last) =>
        near === undefined
          ? last && { ...last, isNear: false }
          : { layer, unit: near, isNear: true },
      );
    const values = probabilities[layer] ?? new Float32Array(units);
    const columns = columnsOf(layer);
    const most = (room - 2 * MARGIN) / columns;
    const shared = { values, clamped, onNear };
    const name = layerName(layer);
    return (
      <div key={layer} class="network-layer">
        <span class="network-name">
          <b>{name}</b> {countOfUnits(units)}
        </span>
        {room === 0 ? null : layer === 0 ? (
          <PixelGrid
            {...{ ...shared, width, height }}
            label={name}
            zoom={Math.min(IMAGE / width, most)}
            onPixel={(pixel) => onUnit?.(0, pixel)}
          />
        ) : (
          <UnitGrid
            {...{ ...shared, columns }}
            states={states[layer]}
            label={name}
            cell={Math.min(CELL, most)}
            onUnit={(unit) => onUnit?.(layer, unit)}
          />
        )}
      </div>
    );
  });
  return (
    <div class="network">
      <div class="network-stage" ref={stage}>
        {layers.reverse()}
        {unit?.isNear && <LinkLines {...{ machine, stage, columnsOf, from: unit }} />}
      </div>
      <section class="network-unit" aria-label="Weights of a unit">
        {unit ? (
          <UnitWeights {...{ machine, width, ...unit }} state={describe(unit)} />
        ) : (
          <p>
            Point at a unit, or move to one with Tab and the arrow keys: its weights are shown here.
          </p>
        )}
        {states !== probabilities && (
          <p class="network-legend">
            The inside of a unit is its state, the rim how probable it was that it is on.
          </p>
        )}
      </section>
    </div>
  );

  function describe({ layer, unit }: { layer: number; unit: number }): string {
    const held = clamps.find((clamp) => clamp.layer === layer && clamp.unit === unit)?.on;
    const state = stateOf(states[layer]?.[unit], held);
    if (held !== undefined || states === probabilities) return state;
    return `${state}, probability ${(probabilities[layer]?.[unit] ?? 0).toFixed(2)}`;
  }
}

// CSS pixels of the image across, and of a unit; what is kept free at the sides.
const IMAGE = 252;
const CELL = 24;
const MARGIN = 8;
