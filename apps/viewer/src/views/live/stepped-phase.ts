import type { Learning, PhasesEvent, RunHistory } from "@helmholtz/core";

/** The phase that was done by hand last; none where a whole step was, or training runs by itself. */
export function steppedPhase(
  { of, phase }: PhasesEvent,
  { marks }: RunHistory,
  { wake, sleep }: Pick<Learning, "wake" | "sleep">,
): "wake" | "sleep" | undefined {
  if (of !== "step") return undefined;
  if (phase === "wake" || phase === "sleep") return phase;
  const act = marks.at(-1)?.act;
  if (act?.type !== "advance" || act.by !== "phase") return undefined;
  // The step is whole: its last phase was done.
  if (sleep.length > 0) return "sleep";
  return wake.length > 0 ? "wake" : undefined;
}
