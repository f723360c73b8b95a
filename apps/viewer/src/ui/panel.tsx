import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import "./panel.css";

export interface PanelProps {
  title: string;
  /** A sentence below the title. */
  note?: ComponentChildren;
  /** Buttons beside the title. */
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

/** A part of a view on a surface of its own, under a heading of the second level. */
export function Panel({ title, note, actions, children }: PanelProps) {
  const id = useId();
  return (
    <section class="panel" aria-labelledby={id}>
      <header class="panel-header">
        <h2 id={id}>{title}</h2>
        {actions && <div class="panel-actions">{actions}</div>}
      </header>
      {note && <p class="panel-note">{note}</p>}
      {children}
    </section>
  );
}
