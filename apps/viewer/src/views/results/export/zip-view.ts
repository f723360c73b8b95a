import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { Zoom } from "../../../charts/chart-data.ts";
import { csvOf } from "../../../charts/csv-of.ts";
import { pngOf } from "../../../charts/png-of.ts";
import { svgOf } from "../../../charts/svg-of.tsx";
import { pngOfPictures } from "../../../pictures/canvas.ts";
import type { NamedChart } from "../compare/charts-of.ts";
import type { ComparedRun } from "../compare/compared-run.ts";
import { fileName } from "./file-name.ts";
import { reportPictures, storedWeights } from "./run-pictures.ts";

/** What is on the screen. */
export interface ShownView {
  readonly runs: readonly ComparedRun[];
  readonly charts: readonly NamedChart[];
  readonly zoom: Zoom | undefined;
  /** The slider's; undefined where no pictures are stored. */
  readonly step: number | undefined;
  /** The lower of the two layers whose weights are shown. */
  readonly layer: number;
}

/**
 * All of a view as a zip archive: `charts/` as SVG, CSV and PNG, and for each run a folder of its
 * `run.json` and its pictures at the slider's step.
 */
export async function zipView(view: ShownView): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(new Uint8Array(part));
  });
  const now = new Date();
  for await (const { path, content } of filesOf(view)) {
    const isPacked = path.endsWith(".png");
    const entry = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    entry.mtime = now;
    zip.add(entry);
    entry.push(content, true);
  }
  zip.end();
  return new Blob(parts, { type: "application/zip" });
}

interface ZippedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

// One at a time, so that the page goes on between them.
async function* filesOf({
  runs,
  charts,
  zoom,
  step,
  layer,
}: ShownView): AsyncGenerator<ZippedFile> {
  const chartNames = new Set<string>();
  for (const { data } of charts) {
    const path = `charts/${fileName(data.title.toLowerCase(), chartNames)}`;
    yield { path: `${path}.svg`, content: strToU8(svgOf(data, { zoom })) };
    yield { path: `${path}.csv`, content: strToU8(csvOf(data)) };
    yield { path: `${path}.png`, content: await bytesOf(await pngOf(data, { zoom })) };
  }
  const runNames = new Set<string>();
  for (const { name, run } of runs) {
    const folder = `runs/${fileName(name, runNames)}`;
    const record = run.record.peek();
    if (record) {
      const text = `${JSON.stringify(record, null, 2)}\n`;
      yield { path: `${folder}/run.json`, content: strToU8(text) };
    }
    if (step === undefined) continue;
    const pictures = [
      ...(await reportPictures(run, step)),
      ...(await storedWeights(run, step, layer)),
    ];
    for (const { name, step, pictures: sheet, options } of pictures) {
      const path = `${folder}/${fileName(name)}-step-${step}.png`;
      yield { path, content: await bytesOf(await pngOfPictures(sheet, { zoom: 4, ...options })) };
    }
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
