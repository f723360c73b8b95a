import { epochAt, meanSpeed, type RunRecord, trainingTime } from "@helmholtz/core";
import { BITS_PER_NAT } from "../../charts/nats-in-bits.ts";
import type { OpenRun } from "../../runs/open-run.ts";

/** What the table says of a run. */
export interface Glance {
  readonly state: GlanceState;
  /** Why it cannot be read, or not now. */
  readonly problem?: string;
  readonly record?: RunRecord;
  /** Units of each layer, the visible one first. */
  readonly sizes?: readonly number[];
  readonly step?: number;
  readonly steps?: number;
  /** Passes over the training images, with fraction. */
  readonly epoch?: number;
  /** Description length in bits per image, held out where anything is: the latest report, and the lowest. */
  readonly bits?: number;
  readonly best?: number;
  readonly bestEpoch?: number;
  /** The same at its end, of all held-out images instead of a report's. */
  readonly final?: number;
  /** −log p(d) in bits per image. */
  readonly nll?: number;
  /** Seconds of training since it began or last went on: reports count, pauses do not. */
  readonly seconds?: number;
  /** Images learned per second of that time. */
  readonly speed?: number;
}

/** `weights` is a checkpoint without a run; `gone` may come back, `broken` is no run. */
export type GlanceState =
  | "reading"
  | "live"
  | "paused"
  | "stalled"
  | "done"
  | "stopped"
  | "quit"
  | "weights"
  | "gone"
  | "broken";

/** What the table says of a run as far as it has been read. */
export function glanceOf({ status, record, sizes, run }: OpenRun): Glance {
  const state = run.value;
  const { start, curve, best, likelihood, end } = state;
  const latest = curve.at(-1);
  const time = trainingTime(state);
  const told = status.value;
  return {
    state: stateOf(told.type, state.paused, record.value !== undefined, end?.reason),
    ...("message" in told && { problem: told.message }),
    record: record.value,
    sizes: sizes.value,
    step: state.step,
    steps: start?.steps ?? record.value?.options.steps,
    epoch: start && epochAt(state.epochs, state.step),
    bits: latest?.descriptionLength,
    best: best?.descriptionLength,
    bestEpoch: best?.epoch,
    final: end?.heldOut?.descriptionLength,
    nll: likelihood && BITS_PER_NAT * likelihood.nll,
    speed: meanSpeed(state),
    seconds: time === undefined ? undefined : time / 1000,
  };
}

/** Whether more may come of a run by itself. */
export function mayChange({ state }: Glance): boolean {
  return state === "live" || state === "paused" || state === "stalled" || state === "gone";
}

function stateOf(
  type: OpenRun["status"]["value"]["type"],
  paused: boolean,
  hasRecord: boolean,
  reason: "done" | "stopped" | "quit" | undefined,
): GlanceState {
  switch (type) {
    case "loading":
      return "reading";
    case "live":
      return paused ? "paused" : "live";
    case "stalled":
      return paused ? "paused" : "stalled";
    case "ended":
      return hasRecord ? (reason ?? "stopped") : "weights";
    case "gone":
      return "gone";
    case "error":
      return "broken";
    default:
      return type satisfies never;
  }
}
