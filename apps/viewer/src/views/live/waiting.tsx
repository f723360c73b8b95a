import type { RunState } from "@helmholtz/core";
import { pageTraining } from "../../machine/page-training.ts";
import { activity } from "./live-training.ts";

/** Where the training at hand stands; nothing of it before there is one. */
export function runNow(): Partial<RunState> {
  return pageTraining.value?.run.value ?? {};
}

/** In the place of what the machine has not told yet. */
export function Waiting() {
  const isComing = activity.value !== "failed";
  return (
    <p class="stage-waiting">{isComing ? "Waiting for the machine" : "There is no machine"}</p>
  );
}
