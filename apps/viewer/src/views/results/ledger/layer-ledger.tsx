import type { ComparedRun } from "../compare/compared-run.ts";
import { formatMeasure } from "../format.ts";
import { runLook } from "../run-look.ts";
import { stepWords } from "../timeline/step-words.ts";
import { layerBits } from "./layer-bits.ts";

/** What each layer of a run costs at a step, as a table with bars. */
export function LayerLedger({ compared, step }: { compared: ComparedRun; step: number }) {
  const { run, name } = compared;
  const { start } = run.run.value;
  const bits = layerBits(run.history.value, step);
  if (!bits) {
    return <p class="results-none">Not evaluated at or before step {step.toLocaleString("en")}.</p>;
  }
  const sizes = start?.sizes ?? run.record.value?.sizes ?? [];
  const scale = Math.max(...bits.layers.map(Math.abs), Number.MIN_VALUE);
  const of = start && start.validImages === 0 ? "training" : "held-out";
  const perEpoch = start?.stepsPerEpoch;
  return (
    <table class="results-ledger">
      <caption>
        Bits per {of} image of {name} at step {stepWords(bits.step, perEpoch)}
      </caption>
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col" class="numeric">
            Bits
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {/* As machines are drawn: the top one above. */}
        {bits.layers
          .map((value, l) => (
            <tr key={l}>
              <th scope="row">
                {l === 0 ? "Pixels" : `Layer ${l}`}{" "}
                {sizes[l] !== undefined && <small>{sizes[l].toLocaleString("en")} units</small>}
              </th>
              <td class="numeric">{formatMeasure(value)}</td>
              <td class="results-ledger-bar">
                <BitsBar value={value} scale={scale} color={runLook(l).color} />
              </td>
            </tr>
          ))
          .reverse()}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Description length</th>
          <td class="numeric">{formatMeasure(bits.total)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

/** A bar of bits; of less than none, an outline. */
function BitsBar({ value, scale, color }: { value: number; scale: number; color: string }) {
  const width = `${(100 * Math.abs(value)) / scale}%`;
  return (
    <svg width="100%" height={14} aria-hidden="true">
      <rect
        width={width}
        height={14}
        rx={2}
        fill={value >= 0 ? color : "none"}
        stroke={color}
        stroke-dasharray={value >= 0 ? undefined : "3 2"}
      />
    </svg>
  );
}
