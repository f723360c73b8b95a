import { svgOf } from "../../../charts/svg-of.tsx";
import { pngOfPictures } from "../../../pictures/canvas.ts";
import { layerName } from "../../../pictures/words.ts";
import tokens from "../../../ui/tokens.css?inline";
import type { ComparedRun } from "../compare/compared-run.ts";
import { formatCount, formatMeasure, formatSeconds } from "../format.ts";
import { glanceOf } from "../glance.ts";
import { layerBits } from "../ledger/layer-bits.ts";
import { differingSettings } from "../settings/differing-settings.ts";
import { settingName, settingValue } from "../settings/setting-words.ts";
import { stepWords } from "../timeline/step-words.ts";
import { Html, html } from "./html.ts";
import style from "./offline-page.css?inline";
import script from "./offline-script.js?raw";
import { type RunPictures, reportPictures, storedWeights } from "./run-pictures.ts";
import { spreadSteps } from "./spread-steps.ts";
import type { ShownView } from "./zip-view.ts";

export interface OfflineView extends ShownView {
  /** Steps that pictures are stored of, ascending. */
  readonly steps: readonly number[];
  /** Whether it has pictures at all: without them, it is small. */
  readonly hasPictures: boolean;
}

/**
 * A view as one page that needs nothing else: charts, tables, and the pictures of at most 40 stored
 * steps under a slider. Without the pictures, the slider moves the ledger of bits. It asks no server for anything, and may not.
 *
 * @param progress how much is done, 0 … 1
 */
export async function offlinePage(
  view: OfflineView,
  progress: (done: number) => void,
): Promise<string> {
  const { runs, charts, zoom } = view;
  const steps = spreadSteps(view.steps, view.step);
  const sides: Html[] = [];
  for (const [index, run] of runs.entries()) {
    sides.push(await sideOf(run, steps, view, (done) => progress((index + done) / runs.length)));
  }
  const nonce = crypto.randomUUID();
  const title = `Helmholtz machine: ${runs.map(({ name }) => name).join(", ")}`;
  // Colours stay custom properties, so that they follow the theme of whoever opens it.
  const drawings = charts.map(
    ({ data }) => new Html(svgOf(data, { zoom, resolve: (color) => color })),
  );
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${new Html(tokens + style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="muted">Saved ${new Date().toLocaleString("en", { dateStyle: "long", timeStyle: "short" })}. This page needs no network.</p>
<h2>Runs</h2>
${runsTable(runs)}
${differences(runs)}
<h2>Curves</h2>
<div class="charts">${drawings.map((drawing) => html`<figure>${drawing}</figure>`)}</div>
${steps.length > 0 ? html`<h2>Step by step</h2>${slider(steps, view.step, runs)}<div class="sides">${sides}</div>` : undefined}
</main>
<script nonce="${nonce}">${new Html(script)}</script>
</body>
</html>
`.text;
}

function slider(
  steps: readonly number[],
  shown: number | undefined,
  runs: readonly ComparedRun[],
): Html {
  const epochs = runs.map(({ run }) => run.run.peek().epochs);
  const at = shown === undefined ? steps.length - 1 : Math.max(0, steps.indexOf(shown));
  const words = steps.map((step) => `step ${stepWords(step, ...epochs)}`);
  return html`<p class="slider">
<button type="button" id="play">Play</button>
<label for="step">Step</label>
<input id="step" type="range" min="0" max="${steps.length - 1}" value="${at}" data-steps="${JSON.stringify(steps)}" data-words="${JSON.stringify(words)}">
<output id="words" for="step">${words[at]}</output>
</p>`;
}

async function sideOf(
  { name, run, look }: ComparedRun,
  steps: readonly number[],
  { layer, hasPictures }: OfflineView,
  progress: (done: number) => void,
): Promise<Html> {
  const strips = new Map<string, Map<number, Html>>();
  const add = async (pictures: RunPictures) => {
    const strip = strips.get(pictures.name) ?? new Map<number, Html>();
    strips.set(pictures.name, strip);
    // Between two checkpoints, the weights stay.
    if (!strip.has(pictures.step)) strip.set(pictures.step, await imageOf(pictures, name));
  };
  const ledgers = new Map<number, Html>();
  for (const [i, step] of steps.entries()) {
    if (hasPictures) {
      const pictures = [
        ...(await reportPictures(run, step)),
        ...(await storedWeights(run, step, layer)),
      ];
      for (const one of pictures) await add(one);
    }
    const bits = layerBits(run.history.peek(), step);
    if (bits) ledgers.set(bits.step, ledgerTable(bits.layers, bits.total));
    progress((i + 1) / steps.length);
  }
  return html`<section><h3><svg width="26" height="10" aria-hidden="true"><path d="M1 5h24" stroke="${look.color}" stroke-width="2.5" stroke-dasharray="${look.dash ?? ""}"/></svg> ${name}</h3>
<div class="strips">${[...strips].map(([title, strip]) => stripOf(title, strip))}${stripOf("bits per layer", ledgers)}</div></section>`;
}

function stripOf(title: string, strip: ReadonlyMap<number, Html>): Html {
  const frames = Array.from(strip, ([step, content], i) => {
    const hidden = new Html(i < strip.size - 1 ? " hidden" : "");
    return html`<div data-step="${step}"${hidden}>${content}<small>step ${step.toLocaleString("en")}</small></div>`;
  });
  return html`<figure><figcaption>${title}</figcaption><div data-strip>${frames}</div></figure>`;
}

async function imageOf({ name, step, pictures, options }: RunPictures, of: string): Promise<Html> {
  const png = await pngOfPictures(pictures, { ...options, zoom: 1 });
  const url = await dataUrlOf(png);
  // As many columns as the sheet has: the least square with room for all.
  const columns = Math.ceil(Math.sqrt(pictures.count));
  const width = Math.min(420, 3 * columns * (pictures.width + (options.gap ?? 1)));
  return html`<img alt="${name} of ${of} at step ${step}" width="${width}" src="${url}">`;
}

function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

function ledgerTable(layers: readonly number[], total: number): Html {
  const rows = layers.map(
    (bits, l) => html`<tr><th scope="row">${layerName(l)}</th><td>${formatMeasure(bits)}</td></tr>`,
  );
  return html`<table><tbody>${rows.reverse()}<tr><th scope="row">description length</th><td>${formatMeasure(total)}</td></tr></tbody></table>`;
}

function runsTable(runs: readonly ComparedRun[]): Html {
  const heads = [
    "Run",
    "State",
    "Data",
    "Sizes",
    "Rule",
    "Step",
    "Epoch",
    "Bits now",
    "Bits, best",
    "−log p, bits",
    "Time",
  ];
  const rows = runs.map(({ name, run }) => {
    const { state, record, step, epoch, bits, best, nll, seconds } = glanceOf(run);
    const cells = [
      ...[state, record?.data.name ?? "–", record?.sizes.join("-") ?? "–", record?.rule ?? "–"],
      ...[formatCount(step), epoch?.toFixed(1) ?? "–", formatMeasure(bits), formatMeasure(best)],
      ...[formatMeasure(nll), formatSeconds(seconds)],
    ];
    return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  });
  return tableOf(heads, rows);
}

function differences(runs: readonly ComparedRun[]): Html | undefined {
  const recorded = runs.flatMap(({ name, run }) => {
    const record = run.record.peek();
    return record ? [{ name, record }] : [];
  });
  const settings = differingSettings(recorded.map(({ record }) => record));
  if (settings.length === 0) return undefined;
  const rows = settings.map(
    ({ name, values }) =>
      html`<tr><th scope="row">${settingName(name)}</th>${values.map((value) => html`<td>${settingValue(name, value)}</td>`)}</tr>`,
  );
  return html`<h2>Setting differences</h2>${tableOf(["Setting", ...recorded.map(({ name }) => name)], rows)}`;
}

function tableOf(heads: readonly string[], rows: readonly Html[]): Html {
  const head = heads.map((label) => html`<th scope="col">${label}</th>`);
  return html`<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
