import type { ComponentChildren } from "preact";
import type { ComparedRun } from "../compare/compared-run.ts";
import { Swatch } from "../swatch.tsx";

export interface SideBySideProps {
  runs: readonly ComparedRun[];
  /** What is shown of each. */
  children(run: ComparedRun): ComponentChildren;
}

/** The same of each run, beside each other as far as there is room. */
export function SideBySide({ runs, children }: SideBySideProps) {
  if (runs.length === 1 && runs[0]) return <div>{children(runs[0])}</div>;
  return (
    <div class="results-sides">
      {runs.map((run) => (
        <div key={run.key} class="results-side">
          <h3 class="results-side-name">
            <Swatch look={run.look} /> {run.name}
          </h3>
          {children(run)}
        </div>
      ))}
    </div>
  );
}
