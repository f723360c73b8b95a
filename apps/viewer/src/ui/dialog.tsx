import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import "./dialog.css";

export interface DialogProps {
  title: string;
  open: boolean;
  /** Escape, the close button and a click beside it ask for this. */
  onClose(): void;
  children?: ComponentChildren;
}

/** Something to answer or read before going on. The rest of the page waits behind it. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) return;
    dialog.showModal();
    // One that is removed while it is open keeps the focus from going back.
    return () => dialog.close();
  }, [open]);
  return (
    // Escape does for the keyboard what a click on the backdrop does.
    // biome-ignore lint/a11y/useKeyWithClickEvents: a dialog closes with Escape by itself.
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        // A file chooser within it can be cancelled, too.
        if (event.target !== event.currentTarget) return;
        // The caller closes it, so that what is open and what is shown never differ.
        event.preventDefault();
        onClose();
      }}
      // By the browser itself: one that is removed was closed by its caller.
      onClose={({ currentTarget }) => open && currentTarget.isConnected && onClose()}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class="dialog-content">
        <header class="dialog-header">
          <h2 id={id}>{title}</h2>
          <Button kind="quiet" label="Close" icon="✕" onClick={onClose} />
        </header>
        {open && children}
      </div>
    </dialog>
  );
}
