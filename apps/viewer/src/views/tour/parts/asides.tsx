import type { ComponentChildren } from "preact";

/** What one should have noticed. */
export function Notice({ children }: { children: ComponentChildren }) {
  return (
    <p class="tour-notice">
      <strong>Notice</strong> {children}
    </p>
  );
}

/** What a symbol of a formula means. */
export type Meaning = readonly [symbol: string, meaning: string];

export interface FormulaProps {
  /** Each on a line of its own. */
  lines: readonly string[];
  meanings: readonly Meaning[];
}

/** The formula behind a chapter, for those who open it. */
export function Formula({ lines, meanings }: FormulaProps) {
  return (
    <details class="tour-formula">
      <summary>The formula</summary>
      {lines.map((line) => (
        <p key={line} class="tour-equation">
          {line}
        </p>
      ))}
      <dl>
        {meanings.map(([symbol, meaning]) => (
          <div key={symbol}>
            <dt>{symbol}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
