import { type Machine, optimizers, toys } from "@helmholtz/core";
import { useEffect, useState } from "preact/hooks";
import { notify } from "../../app/notify.tsx";
import { integer, urlSignal } from "../../app/route.ts";
import { defaultPageSettings, type PageSettings } from "../../machine/settings.ts";
import { loadShipped, type ShippedMachine } from "../../machine/shipped.ts";
import { type PageTraining, startTraining } from "../../machine/training.ts";

/** Where a machine of bars is from: it was trained beforehand, or is trained here. */
export interface BarsLearning {
  /** Steps of the stored machines, ascending. */
  readonly steps: readonly number[];
  /** The step that the machine at hand is of. */
  readonly step: number;
  /** Whether it is being trained here. */
  readonly isLive: boolean;
  /** Takes the stored machine of a step. */
  look(step: number): void;
  /** Trains a new one here, or stops that. */
  train(isLive: boolean): void;
}

const stored = urlSignal("step", -1, integer, "bars");

/** A machine of bars, and ways to another. */
export function useBarsMachine(): BarsLearning & { readonly machine: Machine | undefined } {
  const [shipped, setShipped] = useState<ShippedMachine>();
  const [found, setFound] = useState<{ readonly step: number; readonly machine: Machine }>();
  const [training, setTraining] = useState<PageTraining>();

  useEffect(() => {
    loadShipped("bars").then(setShipped, complain);
  }, []);
  const step = shipped ? nearest(shipped.steps, stored.value) : -1;
  useEffect(() => {
    shipped?.at(step).then((machine) => setFound({ step, machine }), complain);
  }, [shipped, step]);
  useEffect(() => () => training?.close(), [training]);

  const live = training?.run.value.weights;
  return {
    machine: live?.machine ?? found?.machine,
    steps: shipped?.steps ?? [],
    step: live?.step ?? found?.step ?? 0,
    isLive: training !== undefined,
    look(step) {
      setTraining(undefined);
      stored.value = step;
    },
    train(isLive) {
      setTraining(isLive ? startTraining(recipe()) : undefined);
    },
  };
}

// The 1995 papers' recipe, with a seed by which all eight bars are found.
function recipe(): PageSettings {
  const { machine, nonNegative, sizes, optimizer } = toys.bars();
  return {
    ...{ ...defaultPageSettings, ...machine, nonNegative },
    data: "bars",
    hidden: sizes.slice(1),
    optimizer: optimizers.sgd({ rate: optimizer.rate }),
    batch: 1,
    length: { steps: 2_000_000 },
    seed: 3,
  };
}

// The last step where none is chosen.
function nearest(steps: readonly number[], step: number): number {
  return steps.findLast((one) => step < 0 || one <= step) ?? steps[0] ?? 0;
}

function complain(error: Error): void {
  notify(error.message, "error");
}
