import { epochAt, type Learning, type StartEvent } from "@helmholtz/core";
import { formatCount, groupThousands } from "./draw/text.ts";
import { originWords } from "./origin.ts";
import { phasesOff } from "./phases.ts";
import { formatRate } from "./rate.ts";
import type { RunModel } from "./screens/run-model.ts";

/** What is trained on what, with which settings, and where it is kept: as an aligned list. */
export function settingsLines({ source, run, learning }: RunModel, start: StartEvent): string[] {
  const { path, record, origin } = source;
  const epochs = String(Number(epochAt(run.epochs, start.steps).toFixed(2)));
  return [
    ["machine", `${start.sizes.join("-")} on ${dataText(record, start)}`],
    [
      "learning",
      `${start.rule}${offText(learning)}, ${start.optimizer} at rate ${formatRate(learning.rate)}, batch ${formatCount(start.batch)}`,
    ],
    [
      "length",
      `${formatCount(start.steps)} steps, ${epochs === "1" ? "1 epoch" : `${groupThousands(epochs)} epochs`}; seed ${start.seed}`,
    ],
    ["backend", start.backend],
    ["run", path],
    ...(origin ? [["goes on", originWords(origin)]] : []),
  ].map(([name = "", text]) => `${name.padEnd(10)}${text}`);
}

function dataText({ data }: RunModel["source"]["record"], start: StartEvent): string {
  const held = start.validImages > 0 ? ` and ${formatCount(start.validImages)} held out` : "";
  return [
    start.data,
    ...(data.classes ? [`classes ${data.classes.join(",")}`] : []),
    `${formatCount(start.trainImages)} images${held}`,
    ...(data.binarization === "threshold" ? ["binarized by a threshold"] : []),
  ].join(", ");
}

function offText(learning: Learning): string {
  const off = phasesOff(learning);
  return off.length > 0 ? ` with ${off.join(" and ")} off` : "";
}
