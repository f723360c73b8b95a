import { type Signal, signal } from "@preact/signals";
import { type DroppedFile, droppedFiles } from "../../../ui/dropped-file.ts";

/** Whether something is being dragged over the page. */
export const isDraggedOver: Signal<boolean> = signal(false);

/** Takes files that are dropped anywhere on the page, until what it returns is called. */
export function takeDrops(take: (files: readonly DroppedFile[]) => void): () => void {
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    isDraggedOver.value = true;
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) isDraggedOver.value = false;
  };
  const drop = async (event: DragEvent) => {
    isDraggedOver.value = false;
    // What a part of the page has taken is not taken again.
    if (event.defaultPrevented || !event.dataTransfer || !hasFiles(event)) return;
    event.preventDefault();
    take(await droppedFiles(event.dataTransfer));
  };
  addEventListener("dragover", over);
  addEventListener("dragleave", leave);
  addEventListener("drop", drop);
  return () => {
    removeEventListener("dragover", over);
    removeEventListener("dragleave", leave);
    removeEventListener("drop", drop);
  };
}
