import { useEffect } from "preact/hooks";
import { BitsBar } from "../../../bits/bits-bar.tsx";
import { MeasuredBits } from "../../../bits/measured-bits.tsx";
import { Picture } from "../../../pictures/picture.tsx";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Progress } from "../../../ui/progress.tsx";
import { SAMPLES } from "../draw/bits-of-image.ts";
import { DIGIT } from "../draw/held-out.ts";
import { NothingDrawn } from "../draw/nothing-drawn.tsx";
import { padOf } from "../draw/pad.ts";
import { PadPanel } from "../draw/pad-panel.tsx";
import type { PlayedMachine } from "../machine/played-machine.ts";
import { OwnImagesPanel } from "../own/own-images-panel.tsx";
import { shortestTwo } from "./class-bits.ts";
import { classMachines, loadClassMachines } from "./class-machines.ts";
import { useClasses } from "./use-classes.ts";
import { Verdict } from "./verdict.tsx";

/** An image is of the class whose machine describes it in the fewest bits. */
export function ClassTab() {
  useEffect(() => {
    loadClassMachines();
  }, []);
  const pad = padOf(DIGIT);
  const machines = classMachines.value;
  return (
    <div class="play-columns">
      <PadPanel pad={pad} />
      <div class="play-results">
        <Panel
          title="Class by description length"
          note="Ten machines, each of which has seen the digits of one class only. The class is that of the machine which needs the fewest bits: nobody trained a classifier."
        >
          {machines.type === "loading" && (
            <Progress label="Loading the ten machines, 1.3 MB" value={machines.share} />
          )}
          {machines.type === "failed" && (
            <>
              <p class="play-problem" role="alert">
                {machines.message}
              </p>
              <Button onClick={loadClassMachines}>Try again</Button>
            </>
          )}
          {machines.type === "ready" && <Classes machines={machines.machines} />}
        </Panel>
      </div>
      <OwnImagesPanel pad={pad} />
    </div>
  );
}

function Classes({ machines }: { machines: readonly PlayedMachine[] }) {
  const pad = padOf(DIGIT);
  const classes = useClasses(machines, pad);
  const best = classes && shortestTwo(classes);
  if (pad.isEmpty.value) return <NothingDrawn />;
  if (!best) return null;
  const longest = Math.max(...classes.map(({ bits }) => bits.mean), 1);
  return (
    <>
      <p class="class-verdict" role="status">
        <Verdict first={best[0]} second={best[1]} />
      </p>
      <table class="bits-table class-bits">
        <caption>
          Description length by the machine of each class, mean and spread of {SAMPLES} samples of Q
        </caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">Reconstruction</th>
            <th scope="col" class="numeric">
              Bits
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {classes.map(({ label, bits, reconstruction }) => (
            <tr key={label} class={label === best[0].label ? "least" : undefined}>
              <th scope="row">{label}</th>
              <td>
                <Picture
                  values={reconstruction}
                  {...DIGIT}
                  zoom={1.5}
                  label={`reconstruction by the machine of ${label}`}
                />
              </td>
              <td class="numeric">
                <MeasuredBits {...bits} />
              </td>
              <td class="bits-bar-cell">
                <BitsBar share={Math.max(0, bits.mean) / longest} />
                {label === best[0].label && <b>fewest</b>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
