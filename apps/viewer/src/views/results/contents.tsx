import type { ComponentChildren } from "preact";

/** A part of the page, and what it is called in the list of parts. */
export interface Part {
  readonly id: string;
  readonly label: string;
  /** Whether there is nothing of it yet. Default false. */
  readonly isMissing?: boolean;
}

/** The parts of the page: a click, or Enter, goes to one. In sight wherever the page is scrolled to. */
export function Contents({ parts }: { parts: readonly Part[] }) {
  return (
    <nav class="results-contents" aria-label="Parts of this page">
      {parts.map(({ id, label, isMissing }) => (
        <button key={id} type="button" disabled={isMissing} onClick={() => goTo(id)}>
          {label}
        </button>
      ))}
    </nav>
  );
}

/** What the list of parts goes to by this id: a panel. */
export function Section({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <div class="results-section" id={elementId(id)}>
      {children}
    </div>
  );
}

// The hash of the address is the view's, so that no link can have it.
function goTo(id: string): void {
  const section = document.getElementById(elementId(id));
  section?.scrollIntoView();
  const panel = section?.querySelector<HTMLElement>("section");
  if (!panel) return;
  panel.tabIndex = -1;
  panel.focus({ preventScroll: true });
}

function elementId(id: string): string {
  return `results-${id}`;
}
