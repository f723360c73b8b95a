import { computed } from "@preact/signals";
import type { PageTraining } from "../../../machine/training.ts";
import type { OpenRun } from "../../../runs/open-run.ts";
import type { RunStatus } from "../../../runs/run-messages.ts";

/** A training of this page as a run to look at. Closing it leaves the training as it is. */
export function openPageRun(training: PageTraining): OpenRun {
  const { record, run, history, activity, message } = training;
  return {
    id: "page",
    name: pageRunName(training),
    status: computed(() => statusOf(activity.value, message.value)),
    ...{ record, run, history },
    sizes: computed(() => record.value?.sizes),
    // It reports when it evaluates.
    steps: () => run.value.curve.map(({ step }) => step),
    at: (type, step) => training.at(type, step),
    machineAt: (step) => training.machineAt(step),
    close() {},
  };
}

/** What to call a training of this page. */
export function pageRunName({ settings }: PageTraining): string {
  return `this page, seed ${settings.seed}`;
}

function statusOf(
  activity: PageTraining["activity"]["value"],
  message: string | undefined,
): RunStatus {
  switch (activity) {
    case "opening":
    case "ready":
      return { type: "loading", progress: 0 };
    case "training":
    case "paused":
      return { type: "live" };
    case "ended":
      return { type: "ended" };
    case "failed":
      return { type: "error", message: message ?? "the training failed; start it again" };
    default:
      return activity satisfies never;
  }
}
