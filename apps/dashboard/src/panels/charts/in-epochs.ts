import { type Epochs, epochAt, stepAt } from "@helmholtz/core";
import { type Measure, sameMeasure } from "../../draw/measure.ts";

/** Steps of a run as epochs; as themselves, where nothing is known of its epochs. */
export function inEpochs(epochs: Epochs): Measure {
  if (epochs.length === 0) return sameMeasure;
  return { of: (step) => epochAt(epochs, step), at: (epoch) => stepAt(epochs, epoch) };
}
