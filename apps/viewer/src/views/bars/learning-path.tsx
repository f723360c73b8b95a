import { Button } from "../../ui/button.tsx";
import { Slider } from "../../ui/slider.tsx";
import type { BarsLearning } from "./use-bars-machine.ts";

/** How far the machine has learned: as stored beforehand, or live. */
export function LearningPath({ steps, step, isLive, look, train }: BarsLearning) {
  const at = Math.max(
    0,
    steps.findLastIndex((stored) => stored <= step),
  );
  return (
    <>
      {!isLive && steps.length > 1 && (
        <Slider
          label="Images learned from"
          value={at}
          min={0}
          max={steps.length - 1}
          onInput={(index) => look(steps[index] ?? 0)}
          format={(index) => (steps[index] ?? 0).toLocaleString("en")}
        />
      )}
      {isLive && <p role="status">{step.toLocaleString("en")} images learned from, live</p>}
      <div class="bars-buttons">
        <Button pressed={isLive} onClick={() => train(!isLive)}>
          {isLive ? "Back to the stored machine" : "Train one here"}
        </Button>
      </div>
    </>
  );
}
