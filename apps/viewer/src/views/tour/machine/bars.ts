import { bars, type Machine } from "@helmholtz/core";
import { loadShipped, type ShippedMachine } from "../../../machine/shipped.ts";
import { useAnswer } from "../use-answer.ts";

/** The images that the tour's machine has learned from. */
export const barsData = bars();

/** The machine of bars that comes with the page; none until it is there. */
export function useBars(): ShippedMachine | undefined {
  return useAnswer(shippedBars, []);
}

/** That machine as it was at last. */
export function useTrainedBars(): Machine | undefined {
  const shipped = useBars();
  return useAnswer(shipped && (() => shipped.at(Number.POSITIVE_INFINITY)), [shipped]);
}

function shippedBars(): Promise<ShippedMachine> {
  loading ??= loadShipped("bars").catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

let loading: Promise<ShippedMachine> | undefined;
