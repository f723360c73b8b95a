import { useEffect } from "preact/hooks";
import { hrefOf } from "../../../app/route.ts";
import { Panel } from "../../../ui/panel.tsx";
import type { Pad } from "../draw/pad.ts";
import type { PlayedMachine } from "../machine/played-machine.ts";
import { shortestTwo } from "./class-bits.ts";
import { classMachines, loadClassMachines } from "./class-machines.ts";
import { useClasses } from "./use-classes.ts";
import { Verdict } from "./verdict.tsx";

/** Which digit lies on the pad, by the machines of one class each; these are fetched only now. */
export function NamedDigit({ pad }: { pad: Pad }) {
  useEffect(() => {
    loadClassMachines();
  }, []);
  const machines = classMachines.value;
  return (
    <Panel title="Which digit it is">
      {machines.type === "ready" ? (
        <Named machines={machines.machines} pad={pad} />
      ) : (
        <p class="panel-note" role="status">
          {machines.type === "failed" ? machines.message : "Fetching a machine for each digit"}
        </p>
      )}
    </Panel>
  );
}

function Named({ machines, pad }: { machines: readonly PlayedMachine[]; pad: Pad }) {
  const classes = useClasses(machines, pad);
  const best = classes && shortestTwo(classes);
  return (
    <>
      <p class="class-verdict" role="status">
        {best ? <Verdict first={best[0]} second={best[1]} /> : "Computing"}
      </p>
      <p class="panel-note">
        By ten other machines, each of which has seen one digit only: the one that describes the
        image in the fewest bits names it. All of them are on{" "}
        <a href={hrefOf("play", { tab: "classes" })}>Class by bits</a>.
      </p>
    </>
  );
}
