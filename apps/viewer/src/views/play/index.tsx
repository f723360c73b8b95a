import { Tabs } from "../../ui/tabs.tsx";
import { ClassTab } from "./classes/class-tab.tsx";
import { DrawTab } from "./draw/draw-tab.tsx";
import { DreamTab } from "./dream/dream-tab.tsx";
import { chosen } from "./machine/chosen-machine.ts";
import { MachineChoice } from "./machine/machine-choice.tsx";
import type { PlayedMachine } from "./machine/played-machine.ts";
import { state, type TabId, tabs } from "./play-state.ts";
import { WalkTab } from "./walk/walk-tab.tsx";
import "./play.css";

/** A trained machine to play with: what it makes of a drawing, and what it dreams. */
export default function Play() {
  const now = chosen.value;
  const tab = state.tab.value;
  return (
    <div class="play">
      <header class="play-head">
        <h1>Play</h1>
        <p>
          Draw, and watch recognition explain it from the pixels up. Hold a unit, and watch
          generation dream from the top down.
        </p>
      </header>
      <Tabs
        tabs={tabs}
        selected={tab}
        label="Ways to play"
        onSelect={(id) => {
          state.tab.value = id;
        }}
      >
        <Part tab={tab} {...(now.type === "ready" && { played: now.played })} />
      </Tabs>
    </div>
  );
}

// The classes have machines of their own.
function Part({ tab, played }: { tab: TabId; played?: PlayedMachine }) {
  if (tab === "classes") return <ClassTab />;
  return (
    <>
      <MachineChoice />
      {played && <PlayedPart tab={tab} played={played} />}
    </>
  );
}

function PlayedPart({ tab, played }: { tab: Exclude<TabId, "classes">; played: PlayedMachine }) {
  switch (tab) {
    case "draw":
      return <DrawTab played={played} />;
    case "dream":
      return <DreamTab played={played} />;
    case "walk":
      return <WalkTab played={played} />;
    default:
      return tab satisfies never;
  }
}
