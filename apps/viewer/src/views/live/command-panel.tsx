import { useState } from "preact/hooks";
import { notify } from "../../app/notify.tsx";
import { commandLine, parseCommandLine } from "../../machine/command-line.ts";
import { pageTraining } from "../../machine/page-training.ts";
import { isGpuJs } from "../../machine/settings.ts";
import { Button } from "../../ui/button.tsx";
import { CommandText } from "../../ui/command-text.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { replaceSettings, settings } from "./live-settings.ts";
import { activity, isOtherRun, isUnderWay } from "./live-training.ts";
import { SavedRunCommands } from "./saved-run-commands.tsx";

/** The same run in a terminal, and the reverse. */
export function CommandPanel() {
  const command = commandLine(settings.value);
  const training = pageTraining.value;
  const changes = training?.run.value.changes.length ?? 0;
  const isOfRun = (isUnderWay.value || activity.value === "ended") && !isOtherRun.value;
  const record = training?.record.value;
  const hasParent = isOfRun && record?.parent !== undefined;
  return (
    <Panel
      title="Command line"
      note={
        hasParent
          ? "Makes a new machine of these settings. So does the address of this page."
          : `Makes the same machine${sameness()}. So does the address of this page.`
      }
      actions={
        <Button kind="quiet" onClick={() => copy(command)}>
          Copy
        </Button>
      }
    >
      <CommandText text={command} />
      {isOfRun && !hasParent && changes > 0 && (
        <p class="panel-note">
          It is of the run as it began; what was changed on the way is kept in the saved run.
        </p>
      )}
      {training && hasParent && <SavedRunCommands {...{ training, record }} />}
      <PasteCommand />
    </Panel>
  );
}
// Few terminals have a graphics processor, and each rounds in its own way.
function sameness(): string {
  return isGpuJs(settings.value)
    ? ", but for rounding, in a terminal that has this backend, and with wasm in any"
    : " in a terminal, bit for bit";
}

function PasteCommand() {
  const [typed, type] = useState("");
  const [error, setError] = useState<string>();
  const take = () => {
    try {
      replaceSettings(parseCommandLine(typed));
      type("");
    } catch (error) {
      setError((error as Error).message);
    }
  };
  return (
    <form
      class="paste-command"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextField
        label="Set the page by a command line"
        value={typed}
        placeholder="helmholtz train --classes 3,8"
        error={error}
        onInput={(text) => {
          type(text);
          setError(undefined);
        }}
      />
      <Button onClick={take} disabled={typed.trim() === ""}>
        Use
      </Button>
    </form>
  );
}

async function copy(command: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(command);
    notify("The command line is in the clipboard");
  } catch {
    notify("The browser lets no page write to the clipboard; select the command line and copy it");
  }
}
