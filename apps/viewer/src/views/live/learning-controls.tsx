import { type OptimizerName, optimizers, type RuleName, rules } from "@helmholtz/core";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatRate } from "../../machine/flags.ts";
import { NumberField } from "../../ui/number-field.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import "../../ui/slider.css";
import { changeLearning, learning } from "./learning.ts";
import { changeSettings, settings } from "./live-settings.ts";

/** By what rule it learns, and how fast. */
export function LearningControls() {
  const { rule, optimizer } = settings.value;
  return (
    <Panel title="Learning">
      <Select
        label="Rule"
        value={rule}
        options={namesOf<RuleName>(rules)}
        onChange={(rule) => changeSettings({ rule })}
      />
      <Select
        label="Optimizer"
        value={optimizer.name}
        options={namesOf<OptimizerName>(optimizers)}
        onChange={(name) => changeSettings({ optimizer: optimizers[name]() })}
      />
      <RateControl />
    </Panel>
  );
}

/** The learning rate, typed or by its size; several, one per layer, are scaled together. A run under way takes it on. */
function RateControl() {
  const { rate } = learning.value;
  const largest = Math.max(...[rate].flat());
  const [dragged, drag] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const set = (wanted: number) => {
    const scaled = [rate].flat().map((one) => round((one * wanted) / (largest || 1)));
    changeLearning({ rate: typeof rate === "number" ? wanted : scaled });
  };
  const slide = (exponent: number) => {
    drag(exponent);
    clearTimeout(timer.current);
    // Every change is an act of the run: one for a movement, not a hundred.
    timer.current = setTimeout(() => {
      drag(undefined);
      set(round(10 ** exponent));
    }, SETTLED_MS);
  };
  const shown = dragged === undefined ? rate : round(10 ** dragged);
  return (
    <div class="rate-control">
      {typeof shown === "number" ? (
        <NumberField
          label="Learning rate"
          value={shown}
          min={0}
          onChange={(rate) => changeLearning({ rate })}
        />
      ) : (
        <p>Learning rates, one a layer: {formatRate(shown)}</p>
      )}
      <input
        class="slider"
        type="range"
        aria-label="Learning rate, by its size"
        aria-valuetext={formatRate(shown)}
        min={LEAST}
        max={0}
        step={0.05}
        value={dragged ?? Math.log10(Math.max(largest, 10 ** LEAST))}
        onInput={(event) => slide(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

// Exponent of ten.
const LEAST = -5;
const SETTLED_MS = 250;

function round(rate: number): number {
  return Number(rate.toPrecision(2));
}

// The keys of a registry are its names.
function namesOf<T extends string>(registry: Readonly<Record<T, unknown>>) {
  return (Object.keys(registry) as T[]).map((value) => ({ value, label: value }));
}
