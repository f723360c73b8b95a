import { svgOf } from "../../../charts/svg-of.tsx";
import { pngOfPictures } from "../../../pictures/canvas.ts";
import type { OfflineView } from "./offline-page.ts";
import { type RunPictures, reportPictures, storedWeights } from "./run-pictures.ts";
import { spreadSteps } from "./spread-steps.ts";

/** About how large a view is as an offline page, in bytes. */
export interface OfflineSize {
  /** Charts and tables. */
  readonly text: number;
  readonly pictures: number;
}

/** Measured on the pictures of one step of each run: those of other steps are about as large. */
export async function offlineSize(view: OfflineView): Promise<OfflineSize> {
  const { runs, charts, zoom, layer } = view;
  const steps = spreadSteps(view.steps, view.step);
  const shown = view.step ?? steps.at(-1) ?? 0;
  let pictures = 0;
  for (const { run } of runs) {
    const sheets = [
      ...(await reportPictures(run, shown)),
      ...(await storedWeights(run, shown, layer)),
    ];
    for (const sheet of sheets) {
      const png = await pngOfPictures(sheet.pictures, { ...sheet.options, zoom: 1 });
      pictures += framesOf(sheet, steps) * png.size * BASE64;
    }
  }
  const text = charts.reduce((sum, { data }) => sum + svgOf(data, { zoom, resolve }).length, FRAME);
  return { text, pictures };
}

// Characters to a byte.
const BASE64 = 4 / 3;
// Bytes of styles, script and tables, about.
const FRAME = 20_000;

const resolve = (color: string) => color;

// Between two steps that are stored, a picture stays.
function framesOf({ stored }: RunPictures, steps: readonly number[]): number {
  const frames = steps.map((step) => stored.findLast((one) => one <= step));
  return new Set(frames.filter((frame) => frame !== undefined)).size;
}
