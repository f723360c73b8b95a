import { decodeMatrix } from "./encoded-matrix.ts";
import type { RunEvent } from "./run-state.ts";

/**
 * Makes an event of the JSON of its line, changing it in place: null where a number is needed
 * becomes NaN again, and encoded matrices become matrices. Undefined where a field that the type
 * needs is missing or of another kind, so that nobody who reads a hostile log need check again. Of
 * a type that is not known, only `type`, `step` and `time` are checked.
 */
export function restoreEvent(json: unknown): RunEvent | undefined {
  if (!isFields(json) || typeof json.type !== "string" || !isCount(json.step)) return undefined;
  if (!isTextOrAbsent(json.time)) return undefined;
  const isKnown = Object.hasOwn(restores, json.type);
  if (isKnown && !restores[json.type as RunEvent["type"]](json)) return undefined;
  return json as unknown as RunEvent; // checked just now
}

type Fields = Record<string, unknown>;

// Each changes its argument, and gives false where that is not of its type.
const restores: Record<RunEvent["type"], (event: Fields) => boolean> = {
  start: isStart,
  progress: () => true,
  act: ({ act }) => isFields(act) && isAct(act),
  evaluate: (event) =>
    restoreNumber(event, "epoch") &&
    restoreDescription(event) &&
    restoreDescription(event.train) &&
    (event.weightNorms === undefined || restoreNorms(event.weightNorms)),
  likelihood: (event) =>
    ["epoch", "images", "samples", "nll", "nllStandardError", "freeEnergy"].every((name) =>
      restoreNumber(event, name),
    ),
  dream: (event) => restoreMatrix(event, "images"),
  phases: (event) =>
    (event.of === "report" || event.of === "step") &&
    isTextOrAbsent(event.phase) &&
    restorePhase(event.wake) &&
    restorePhase(event.sleep) &&
    (event.activity === undefined || restoreMatrices(event.activity)),
  // A line has no place for a machine.
  weights: () => false,
  checkpoint: () => true,
  end: (event) =>
    ["done", "stopped", "quit"].includes(String(event.reason)) &&
    event.machine === undefined &&
    (event.heldOut === undefined || restoreDescription(event.heldOut)),
};

// More than any machine has, and few enough for a curve of each.
const MOST_LAYERS = 256;
const MOST_UNITS = 2 ** 24;

function isStart(event: Fields): boolean {
  const counts = ["steps", "trainImages", "validImages", "seed"];
  const names = ["rule", "optimizer", "backend", "data"];
  const { sizes, width, height } = event;
  return (
    counts.every((name) => isCount(event[name])) &&
    ["stepsPerEpoch", "batch"].every((name) => isCount(event[name]) && event[name] !== 0) &&
    names.every((name) => typeof event[name] === "string") &&
    isTextOrAbsent(event.notice) &&
    isLayers(sizes) &&
    sizes.length >= 2 &&
    sizes.every((units) => isCount(units) && units >= 1 && units <= MOST_UNITS) &&
    isCount(width) &&
    isCount(height) &&
    width * height === sizes[0]
  );
}

function isAct(act: Fields): boolean {
  switch (act.type) {
    case "pause":
    case "resume":
    case "save":
    case "stop":
    case "quit":
      return true;
    case "advance":
      return act.by === "phase" || act.by === "step";
    case "change":
      return (
        (act.rule === undefined || isFields(act.rule)) &&
        (act.rate === undefined || isRate(act.rate))
      );
    default:
      return false;
  }
}

function isRate(rate: unknown): boolean {
  return isLayers(rate) ? rate.length > 0 && rate.every(isLayerRate) : isLayerRate(rate);
}

function isLayerRate(rate: unknown): boolean {
  return typeof rate === "number" && rate >= 0 && rate < Number.POSITIVE_INFINITY;
}

function restoreDescription(value: unknown): boolean {
  return (
    isFields(value) &&
    restoreNumber(value, "images") &&
    restoreNumber(value, "descriptionLength") &&
    restoreNumbers(value.layers)
  );
}

function restoreNorms(value: unknown): boolean {
  return isFields(value) && restoreNumbers(value.generative) && restoreNumbers(value.recognition);
}

function restorePhase(value: unknown): boolean {
  return isFields(value) && restoreMatrices(value.states) && restoreMatrices(value.predictions);
}

function restoreNumbers(list: unknown): boolean {
  return isLayers(list) && list.every((_, i) => restoreNumber(list, i));
}

function restoreMatrices(list: unknown): boolean {
  return isLayers(list) && list.every((_, i) => restoreMatrix(list, i));
}

function restoreNumber<K extends string | number>(
  holder: { [key in K]?: unknown },
  key: K,
): boolean {
  if (holder[key] === null) holder[key] = Number.NaN;
  return typeof holder[key] === "number";
}

function restoreMatrix<K extends string | number>(
  holder: { [key in K]?: unknown },
  key: K,
): boolean {
  holder[key] = decodeMatrix(holder[key]);
  return holder[key] !== undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLayers(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length <= MOST_LAYERS;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}
