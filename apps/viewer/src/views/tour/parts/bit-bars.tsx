import { trueMinus } from "../../../charts/true-minus.ts";

/** A number of bits with its name. */
export interface BitBar {
  readonly name: string;
  readonly bits: number;
  /** What it is of; default a sum. */
  readonly kind?: "coins" | "causes" | "pixels" | "back";
}

export interface BitBarsProps {
  /** What they are together. */
  title: string;
  bars: readonly BitBar[];
  /** Bits of a full bar; default the most of them. */
  full?: number;
}

/** Numbers of bits as bars on one scale. */
export function BitBars({ title, bars, full }: BitBarsProps) {
  const most = full ?? Math.max(1, ...bars.map(({ bits }) => Math.abs(bits)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is part of a form.
    <div role="group" aria-label={title} aria-live="polite">
      <p class="bit-bars-title" aria-hidden="true">
        {title}
      </p>
      <dl class="bit-bars">
        {bars.map(({ name, bits, kind }) => (
          <div key={name} class={kind ? `bit-bar ${kind}` : "bit-bar"}>
            <dt>{name}</dt>
            <dd>
              <span class="bit-bar-track" aria-hidden="true">
                <span
                  class="bit-bar-fill"
                  style={{ width: `${(100 * Math.min(most, Math.abs(bits))) / most}%` }}
                />
              </span>
              <span class="bit-bar-value">{bitsInWords(bits)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Bits to two places, with their unit. */
export function bitsInWords(bits: number): string {
  return `${formatNumber(bits)} bits`;
}

/** A number to two places; a negative one with a true minus sign. */
export function formatNumber(value: number): string {
  return trueMinus(value.toFixed(2));
}
