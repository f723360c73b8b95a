import { useEffect } from "preact/hooks";
import { CommandPanel } from "./command-panel.tsx";
import { DataControls } from "./data-controls.tsx";
import { LearningControls } from "./learning-controls.tsx";
import { LengthControls } from "./length-controls.tsx";
import { listenToKeys } from "./live-keys.ts";
import { keepReady } from "./live-training.ts";
import { MachineControls } from "./machine-controls.tsx";
import { OtherRun } from "./other-run.tsx";
import { RunBar } from "./run-bar.tsx";
import { Stage } from "./stage.tsx";
import "./live.css";

/** A machine that learns in the page, and all that one can change about it. */
export default function Live() {
  useEffect(keepReady, []);
  useEffect(listenToKeys, []);
  return (
    <div class="live">
      <header class="live-head">
        <h1>Live machine</h1>
        <p>
          Wake: recognize images, and learn to generate them. Sleep: dream, and learn to recognize
          the dreams. Start it and watch both: <kbd>space</kbd> starts and pauses, <kbd>,</kbd> does
          one phase, <kbd>.</kbd> one step.
        </p>
      </header>
      <RunBar />
      <OtherRun />
      <div class="live-body">
        <aside class="live-controls" aria-label="Settings">
          <DataControls />
          <MachineControls />
          <LearningControls />
          <LengthControls />
          <CommandPanel />
        </aside>
        <Stage />
      </div>
    </div>
  );
}
