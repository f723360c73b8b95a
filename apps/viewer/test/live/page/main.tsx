import { render } from "preact";
import { Notices } from "../../../src/app/notify.tsx";
import "../../../src/app/page.css";
import { pageTraining } from "../../../src/machine/page-training.ts";
import type { PageTraining } from "../../../src/machine/training.ts";
import "../../../src/ui/tokens.css";
import Live from "../../../src/views/live/index.tsx";

render(
  <>
    <Live />
    <Notices />
  </>,
  document.getElementById("app") as HTMLElement,
);

/** What the tests ask of the page's training. */
export const livePage = {
  /** Resolves when it has a machine of this step, whether that is drawn or not. */
  async learned(step: number) {
    while ((await training().machineAt(step))?.step !== step) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
  /** What is stored of it at or before a step. */
  async storedAt(step: number) {
    const dream = await training().at("dream", step);
    const phases = await training().at("phases", step);
    const stored = await training().machineAt(step);
    return {
      dream: [dream?.step, dream?.images.rows],
      phases: [phases?.step, phases?.wake.states.length],
      machine: [stored?.step, stored?.machine.sizes],
    };
  },
};

Object.assign(globalThis, { livePage });

function training(): PageTraining {
  if (!pageTraining.value) throw new Error("no training");
  return pageTraining.value;
}
