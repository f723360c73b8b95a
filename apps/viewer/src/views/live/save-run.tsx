import { attempt } from "../../app/notify.tsx";
import { saveFile } from "../../charts/save-file.ts";
import { pageTraining } from "../../machine/page-training.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "./icon.tsx";
import { activity } from "./live-training.ts";

/** Saves the run as the directory that the command line would have written, in a zip archive. */
export function SaveRun() {
  return (
    <Button
      icon={<Icon name="save" />}
      label="Save the run with a checkpoint as a zip archive: helmholtz watch opens it, helmholtz train --resume goes on"
      onClick={save}
      disabled={activity.value === "opening"}
    >
      Save run
    </Button>
  );
}

async function save(): Promise<void> {
  const training = pageTraining.peek();
  if (!training) return;
  await attempt("save run", async () => {
    const zip = await training.zip();
    saveFile(`${training.name}.zip`, new Blob([zip], { type: "application/zip" }));
  });
}
