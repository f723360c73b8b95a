import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { type DroppedFile, droppedFiles } from "./dropped-file.ts";
import "./file-drop.css";

export interface FileDropProps {
  /** What may be dropped, such as "Drop a run folder or a checkpoint here". */
  label: string;
  /** Endings or types that the file chooser offers, such as ".safetensors,image/png"; default all. */
  accept?: string;
  /** Whether there is a button to choose a whole folder, too; default false. */
  folders?: boolean;
  /** Called once for what was dropped or chosen, folders opened, when there is at least one file. */
  onFiles(files: readonly DroppedFile[]): void;
}

/** A place to drop files and folders on, and buttons that choose them instead. */
export function FileDrop({ label, accept, folders = false, onFiles }: FileDropProps) {
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (folder.current) folder.current.webkitdirectory = true;
  }, [folders]);
  const give = (found: readonly DroppedFile[]) => found.length > 0 && onFiles(found);
  const choose = (event: Event & { currentTarget: HTMLInputElement }) => {
    const input = event.currentTarget;
    give(
      [...(input.files ?? [])].map((file) => ({
        path: file.webkitRelativePath || file.name,
        file,
      })),
    );
    // The same files can be chosen once more.
    input.value = "";
  };
  return (
    <section
      class={over ? "file-drop over" : "file-drop"}
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={async (event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer) give(await droppedFiles(event.dataTransfer));
      }}
    >
      <p>{label}</p>
      <div class="file-drop-buttons">
        <Button onClick={() => files.current?.click()}>Choose files</Button>
        {folders && <Button onClick={() => folder.current?.click()}>Choose a folder</Button>}
      </div>
      <input ref={files} type="file" hidden multiple accept={accept} onChange={choose} />
      {folders && <input ref={folder} type="file" hidden onChange={choose} />}
    </section>
  );
}
