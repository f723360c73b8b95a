import type { RunLook } from "./run-look.ts";

/** The line of a run, as charts draw it. */
export function Swatch({ look: { color, dash } }: { look: RunLook }) {
  return (
    <svg class="results-swatch" width={26} height={10} aria-hidden="true">
      <path d="M1 5h24" stroke={color} stroke-width={2.5} stroke-dasharray={dash} />
    </svg>
  );
}
