import { trueMinus } from "../../../charts/true-minus.ts";
import { pixelName } from "../../../pictures/words.ts";
import { DataTable } from "../../../ui/data-table.tsx";
import { SIDE } from "../../bars/bars-image.ts";
import { type PhaseName, RATE } from "../machine/lesson.ts";
import type { WeightUpdate } from "../machine/next-update.ts";
import { formatNumber } from "./bit-bars.tsx";

export interface DeltaRuleProps {
  phase: PhaseName;
  weights: readonly WeightUpdate[];
}

/** What the next update does to some weights, in numbers. */
export function DeltaRule({ phase, weights }: DeltaRuleProps) {
  const [upper, lower] = [
    (unit: number) => `unit ${unit}`,
    (unit: number) => pixelName(unit, SIDE),
  ];
  const [source, target] = phase === "wake" ? [upper, lower] : [lower, upper];
  const nameOf = ({ from, to }: WeightUpdate) =>
    from === undefined ? `bias of ${target(to)}` : `from ${source(from)} to ${target(to)}`;
  return (
    <DataTable
      caption={`What the next ${phase} phase does to some of the weights: step size × input × (state − prediction)`}
      columns={[{ id: "name", label: "Weight", cell: nameOf }, ...columns]}
      rows={weights}
      rowKey={nameOf}
    />
  );
}

const columns = [
  {
    id: "rule",
    label: "Rule",
    cell: ({ state, predicted }: WeightUpdate) =>
      `${RATE} × 1 × (${state} − ${formatNumber(predicted)})`,
  },
  {
    id: "change",
    label: "Change",
    numeric: true,
    cell: ({ before, after }: WeightUpdate) => signed(after - before),
  },
  {
    id: "value",
    label: "Weight",
    numeric: true,
    cell: ({ before, after }: WeightUpdate) => `${formatNumber(before)} → ${formatNumber(after)}`,
  },
];

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${trueMinus(value.toFixed(3))}`;
}
