import * as v from "valibot";
import { RunError } from "./run-error.ts";

/** Format of run directories and checkpoints that this version writes, and the highest that it reads. */
export const RUN_FORMAT = 1;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const direction = v.picklist(["generative", "recognition"]);
const layerRate = v.pipe(v.number(), v.finite(), v.minValue(0));
const rate = v.union([layerRate, v.pipe(v.array(layerRate), v.minLength(1))]);
const decay = v.pipe(v.number(), v.minValue(0), v.ltValue(1));

const optimizer = v.variant("name", [
  v.object({ name: v.literal("sgd"), rate }),
  v.object({ name: v.literal("momentum"), rate, momentum: decay }),
  v.object({ name: v.literal("adam"), rate, beta1: decay, beta2: decay, epsilon: v.number() }),
]);

const runRecord = v.looseObject({
  format: v.number(),
  seed: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sizes: v.pipe(v.array(count), v.minLength(2)),
  rule: v.string(),
  options: v.looseObject({
    wake: v.array(direction),
    sleep: v.array(direction),
    optimizer,
    batch: count,
    steps: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    nonNegative: v.boolean(),
    initialization: v.picklist(["glorot", "normal", "zero"]),
    hiddenBias: v.number(),
  }),
  backend: v.string(),
  data: v.looseObject({
    name: v.string(),
    classes: v.nullable(v.array(v.number())),
    binarization: v.picklist(["sample", "threshold"]),
    fingerprint: v.string(),
    width: count,
    height: count,
    train: count,
    valid: v.number(),
  }),
  versions: v.record(v.string(), v.string()),
  parent: v.optional(
    v.object({ run: v.string(), step: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  ),
});

/** What `run.json` says: every setting that makes the run what it is. */
export type RunRecord = v.InferOutput<typeof runRecord>;

/**
 * Reads `run.json`.
 *
 * @param name the file, for messages
 * @throws RunError when it is no JSON, of a newer format, or lacks a setting.
 */
export function parseRunRecord(text: string, name: string): RunRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new RunError(`${name}: the record of a run is needed, this is not JSON`);
  }
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === "number" && format > RUN_FORMAT) {
    throw new RunError(
      `${name}: run format ${RUN_FORMAT} or lower is needed, got ${format}; use a newer helmholtz`,
    );
  }
  const result = v.safeParse(runRecord, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw new RunError(`${name}: ${v.getDotPath(issue) ?? "run"}: ${issue.message}`);
  }
  return result.output;
}
