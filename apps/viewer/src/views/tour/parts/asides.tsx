import type { ComponentChildren } from "preact";
import { Formal } from "./formal.tsx";

/** What one should have noticed. */
export function Notice({ children }: { children: ComponentChildren }) {
  return (
    <p class="tour-notice">
      <strong>Notice</strong> {children}
    </p>
  );
}

/** What a symbol of a formula means; the symbol as `Formal` takes it. */
export type Meaning = readonly [symbol: string, meaning: string];

export interface FormulaProps {
  /** Each on a line of its own, as `Formal` takes it. */
  lines: readonly string[];
  meanings: readonly Meaning[];
}

/** The formula behind a chapter, for those who open it. */
export function Formula({ lines, meanings }: FormulaProps) {
  return (
    <details class="tour-formula">
      <summary>The formula</summary>
      {lines.map((line) => (
        <div key={line} class="tour-equation">
          <Formal tex={line} isBlock />
        </div>
      ))}
      <dl>
        {meanings.map(([symbol, meaning]) => (
          <div key={symbol}>
            <dt>
              <Formal tex={symbol} />
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
