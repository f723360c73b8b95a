import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { CommandPanel } from "./command-panel.tsx";
import { DataControls } from "./data-controls.tsx";
import { takeUpChanges } from "./hands.ts";
import { LearningControls } from "./learning-controls.tsx";
import { LengthControls } from "./length-controls.tsx";
import { keyNames, listenToKeys } from "./live-keys.ts";
import { MachineControls } from "./machine-controls.tsx";
import { OtherRun } from "./other-run.tsx";
import { RunBar } from "./run-bar.tsx";
import { Stage } from "./stage.tsx";
import "./live.css";

/** A machine that learns in the page, and all that one can change about it. */
export default function Live() {
  const [isUnfolded, unfold] = useState(false);
  useEffect(takeUpChanges, []);
  useEffect(listenToKeys, []);
  return (
    <div class="live">
      <header class="live-head">
        <h1>Live machine</h1>
        <p>
          Wake learns to generate what it recognizes, sleep to recognize what it dreams.{" "}
          <span class="live-keys">
            <kbd>{keyNames.toggle}</kbd> starts and pauses, <kbd>{keyNames.phase}</kbd> does one
            phase, <kbd>{keyNames.step}</kbd> one step.
          </span>
        </p>
      </header>
      <RunBar />
      <OtherRun />
      <div class="live-body">
        <div class="live-side">
          <div class="live-unfold">
            <Button pressed={isUnfolded} onClick={() => unfold(!isUnfolded)}>
              Settings
            </Button>
          </div>
          <aside
            class={isUnfolded ? "live-controls" : "live-controls folded"}
            aria-label="Settings"
          >
            <DataControls />
            <MachineControls />
            <LearningControls />
            <LengthControls />
            <CommandPanel />
          </aside>
        </div>
        <Stage />
      </div>
    </div>
  );
}
