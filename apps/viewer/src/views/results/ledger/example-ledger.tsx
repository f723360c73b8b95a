import { useEffect, useState } from "preact/hooks";
import { onBackend } from "../../../machine/on-backend.ts";
import { Picture } from "../../../pictures/picture.tsx";
import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import { layerTitle } from "../../../pictures/words.ts";
import { Button } from "../../../ui/button.tsx";
import { type Column, DataTable, type Sort } from "../../../ui/data-table.tsx";
import type { ComparedRun } from "../compare/compared-run.ts";
import { formatMeasure } from "../format.ts";
import { imageSize } from "../timeline/image-size.ts";
import { stepWords } from "../timeline/step-words.ts";
import { type ExampleBits, exampleBits } from "./example-bits.ts";
import { runImages } from "./run-images.ts";

/** What single images cost with the machine of a step, the most expensive first. */
export function ExampleLedger({ compared, step }: { compared: ComparedRun; step: number }) {
  const { run } = compared;
  const record = run.record.value;
  const stored = run.run.value.checkpoints.findLast((checkpoint) => checkpoint <= step);
  const [measured, setMeasured] = useState<Measured>();
  const [problem, setProblem] = useState<string>();
  const [sort, setSort] = useState<Sort>({ column: "total", descending: true });
  const [isWhole, setWhole] = useState(false);

  useEffect(() => {
    if (!record) return;
    const abort = new AbortController();
    const measure = async () => {
      const found = await run.machineAt(step);
      if (!found)
        throw new Error(
          "examples: no machine is stored at or before this step; choose a later one",
        );
      const options = {
        ...{ machine: found.machine, images: await runImages(record) },
        ...{ count: COUNT, signal: abort.signal },
      };
      const examples = await onBackend(
        (backend) => exampleBits({ ...options, backend }),
        abort.signal,
      );
      setMeasured({ step: found.step, examples });
      setProblem(undefined);
    };
    measure().catch((error: Error) => !abort.signal.aborted && setProblem(error.message));
    return () => abort.abort();
  }, [run, record, stored]);

  if (problem) return <p class="results-problem">{problem}</p>;
  if (!measured) return <p class="results-none">Measuring {COUNT} images</p>;
  const { examples } = measured;
  const size = imageSize(run, examples[0]?.image.length ?? 0);
  const worst = examples.slice(0, WORST);
  const mean = examples.reduce((sum, { total }) => sum + total, 0) / examples.length;
  return (
    <div class="results-examples">
      <p>
        The first {examples.length} held-out images, described by the machine of step{" "}
        {stepWords(measured.step, run.run.value.epochs)}: {formatMeasure(mean)} bits on average, one
        sample of Q each. A layer below zero gives back more bits than it costs: its states are
        drawn at random, and which are drawn can tell something else (bits back). The most
        expensive:
      </p>
      <PictureGrid
        {...size}
        images={{
          rows: worst.length,
          cols: size.width * size.height,
          data: Float32Array.from(worst.flatMap(({ image }) => [...image])),
        }}
        name="image"
        label={`The ${worst.length} most expensive images`}
        labels={worst.map(({ total }) => total.toFixed(0))}
      />
      <DataTable
        caption="Bits of each image by layer"
        columns={columnsOf(examples, size)}
        rows={sorted(examples, sort).slice(0, isWhole ? COUNT : FEW)}
        rowKey={({ index }) => String(index)}
        sort={sort}
        onSort={setSort}
      />
      <div>
        <Button onClick={() => setWhole(!isWhole)}>
          {isWhole ? `Only ${FEW} of them` : `All ${examples.length} images`}
        </Button>
      </div>
    </div>
  );
}

interface Measured {
  readonly step: number;
  readonly examples: readonly ExampleBits[];
}

const COUNT = 60;
const WORST = 12;
// Rows at first.
const FEW = 12;

function columnsOf(
  examples: readonly ExampleBits[],
  size: { width: number; height: number },
): Column<ExampleBits>[] {
  const layers = examples[0]?.layers.length ?? 0;
  const hasLabels = examples.some(({ label }) => label !== undefined);
  return [
    {
      ...{ id: "index", label: "Image" },
      cell: ({ index, image }) => (
        <span class="results-example">
          <Picture values={image} {...size} zoom={28 / size.width} /> {index}
        </span>
      ),
    },
    ...(hasLabels
      ? [
          {
            id: "label",
            label: "Class",
            numeric: true,
            cell: labelOf,
          } satisfies Column<ExampleBits>,
        ]
      : []),
    { id: "total", label: "Bits", numeric: true, cell: ({ total }) => formatMeasure(total) },
    ...Array.from(
      { length: layers },
      (_, l): Column<ExampleBits> => ({
        id: `layer.${l}`,
        label: layerTitle(l),
        numeric: true,
        cell: ({ layers }) => formatMeasure(layers[l]),
      }),
    ),
  ];
}

function labelOf({ label }: ExampleBits): string {
  return label === undefined ? "–" : String(label);
}

function sorted(examples: readonly ExampleBits[], { column, descending }: Sort): ExampleBits[] {
  const costOf = (example: ExampleBits): number => {
    if (column === "total") return example.total;
    if (column === "index") return example.index;
    if (column === "label") return example.label ?? -1;
    return example.layers[Number(column.slice("layer.".length))] ?? 0;
  };
  const sign = descending ? -1 : 1;
  return [...examples].sort((a, b) => sign * (costOf(a) - costOf(b)));
}
