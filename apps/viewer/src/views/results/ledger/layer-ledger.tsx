import { LayerTable } from "../../../bits/layer-table.tsx";
import type { ComparedRun } from "../compare/compared-run.ts";
import { formatMeasure } from "../format.ts";
import { runLook } from "../run-look.ts";
import { stepWords } from "../timeline/step-words.ts";
import { layerBits } from "./layer-bits.ts";

/** What each layer of a run costs at a step, as a table with bars. */
export function LayerLedger({ compared, step }: { compared: ComparedRun; step: number }) {
  const { run, name } = compared;
  const { start, epochs } = run.run.value;
  const bits = layerBits(run.history.value, step);
  if (!bits) {
    return <p class="results-none">Not evaluated at or before step {step.toLocaleString("en")}.</p>;
  }
  const sizes = start?.sizes ?? run.record.value?.sizes ?? [];
  const of = start && start.validImages === 0 ? "training" : "held-out";
  return (
    <LayerTable
      caption={`Bits per ${of} image of ${name} at step ${stepWords(bits.step, epochs)}`}
      layers={bits.layers.map((bits, l) => ({
        ...{ units: sizes[l], bits, words: formatMeasure(bits), color: runLook(l).color },
      }))}
      total={formatMeasure(bits.total)}
    />
  );
}
