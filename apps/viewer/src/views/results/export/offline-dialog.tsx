import { useState } from "preact/hooks";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Progress } from "../../../ui/progress.tsx";
import { Toggle } from "../../../ui/toggle.tsx";
import { formatBytes } from "../format.ts";
import { useAnswer } from "../timeline/use-answer.ts";
import type { OfflineView } from "./offline-page.ts";

export interface OfflineDialogProps {
  /** What is saved; its pictures only where they are asked for. */
  view: OfflineView;
  /** How much of it is done, 0 … 1, while it is saved. */
  progress: number | undefined;
  onSave(view: OfflineView): void;
  onClose(): void;
}

/** Asks what an offline page is to hold, and says how large it gets before it is saved. */
export function OfflineDialog({ view, progress, onSave, onClose }: OfflineDialogProps) {
  const [hasPictures, setPictures] = useState(true);
  const { value: size, problem } = useAnswer(async () => {
    const { offlineSize } = await import("./offline-size.ts");
    return await offlineSize(view);
  }, [view]);
  const total = size && size.text + (hasPictures ? size.pictures : 0);
  return (
    <Dialog title="Save as offline page" open onClose={onClose}>
      <p>Curves, tables and settings in one file, which opens without a network.</p>
      <Toggle
        label="With the pictures of up to 40 steps, under a slider"
        checked={hasPictures}
        onChange={setPictures}
      />
      <p role="status">
        {problem ?? (total === undefined ? "Estimating its size" : `About ${formatBytes(total)}`)}
      </p>
      {progress === undefined ? (
        <Button kind="primary" onClick={() => onSave({ ...view, hasPictures })}>
          Save
        </Button>
      ) : (
        <Progress label="Saving" value={progress} />
      )}
    </Dialog>
  );
}
