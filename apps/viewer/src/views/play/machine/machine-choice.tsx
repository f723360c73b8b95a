import { useEffect } from "preact/hooks";
import { notify, settle } from "../../../app/notify.tsx";
import { hrefOf } from "../../../app/route.ts";
import { pageTraining } from "../../../machine/page-training.ts";
import { shippedNames } from "../../../machine/shipped.ts";
import type { DroppedFile } from "../../../ui/dropped-file.ts";
import { FileDrop } from "../../../ui/file-drop.tsx";
import { Select } from "../../../ui/select.tsx";
import { watchPlaces } from "../../results/sources/run-places.ts";
import { state } from "../play-state.ts";
import { chosen, ownRuns, PAGE, shippedTitles } from "./chosen-machine.ts";
import { addDropped, droppedMachines } from "./dropped-machines.ts";

/** Which machine to play with: one that comes with the page, the one it trains, or that of one's own run. */
export function MachineChoice() {
  useEffect(watchPlaces, []);
  const key = state.machine.value;
  const now = chosen.value;
  const options = [
    ...shippedNames.map((name) => ({ value: name as string, label: shippedTitles[name] })),
    { value: PAGE, label: "The live machine of this page", disabled: !pageTraining.value },
    ...Array.from(droppedMachines.value, ([value, { name }]) => ({ value, label: name })),
    ...ownRuns.value
      .filter(({ key }) => !droppedMachines.value.has(key))
      .map(({ key, name, place }) => ({ value: key, label: `${name} (${place.toLowerCase()})` })),
  ];
  if (options.every(({ value }) => value !== key)) options.push({ value: key, label: key });
  return (
    <section class="play-machine" aria-label="Machine">
      <Select
        label="Machine"
        value={key}
        options={options}
        onChange={(value) => {
          state.machine.value = value;
        }}
      />
      <p class="play-machine-note" role="status">
        {now.type === "loading" && "Loading the machine"}
        {now.type === "missing" && <span class="play-problem">{now.message}</span>}
        {now.type === "ready" && (
          <>
            {now.played.width} × {now.played.height} pixels, then{" "}
            {now.played.machine.sizes.slice(1).join(" and ")} hidden units.{" "}
            {!pageTraining.value && (
              <>
                Train your own under <a href={hrefOf("live")}>Live machine</a>.
              </>
            )}
          </>
        )}
      </p>
      <details>
        <summary>A machine of your own</summary>
        <FileDrop
          label="Drop a run folder, a zip of one or a checkpoint here"
          folders
          onFiles={take}
        />
      </details>
    </section>
  );
}

async function take(files: readonly DroppedFile[]): Promise<void> {
  const { keys, problems } = await addDropped(files);
  if (problems.length > 0) notify(problems, "error", "dropped machines");
  else settle("dropped machines");
  if (keys[0]) state.machine.value = keys[0];
}
