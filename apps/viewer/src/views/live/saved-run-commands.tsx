import type { RunRecord } from "@helmholtz/core";
import { warmStartCommand } from "../../machine/command-line.ts";
import type { PageTraining } from "../../machine/training.ts";
import { CommandText } from "../../ui/command-text.tsx";
import { wentOn } from "./going-on.ts";

export interface SavedRunCommandsProps {
  training: PageTraining;
  record: RunRecord;
}

/** What a terminal does with a run that went on from another one. */
export function SavedRunCommands({ training, record }: SavedRunCommandsProps) {
  const { settings, name } = training;
  const { from, before, step = 0 } = wentOn.value ?? {};
  const { steps } = record.options;
  return (
    <div class="saved-run-commands">
      <p class="panel-note">
        This run went on from another at step {record.parent?.step.toLocaleString("en")}, so the
        settings alone do not make it. Save it; this goes on with what you saved:
      </p>
      <CommandText text={`helmholtz train --resume ${name}`} />
      {from && before && from.saved.value === step && (
        <>
          <p class="panel-note">And this makes it from the run before, which you saved there:</p>
          <CommandText
            text={warmStartCommand({ run: from.name, step, before, after: settings, steps })}
          />
        </>
      )}
    </div>
  );
}
