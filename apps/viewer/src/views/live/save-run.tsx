import { notify } from "../../app/notify.tsx";
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
  const name = runName(training.settings.data, new Date());
  try {
    const zip = await training.zip(name);
    saveFile(`${name}.zip`, new Blob([zip], { type: "application/zip" }));
  } catch (error) {
    notify((error as Error).message, "error");
  }
}

// As the command line names a run's directory.
function runName(data: string, now: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join("");
  const name = data.replace(/\..*$/, "").replace(/[^\w-]+/g, "-");
  return `${date}-${time}-${name || "run"}`;
}
