/** A probability as a bar and in percent: of the exact posterior, or of recognition. */
export function ShareBar({ value, kind }: { value: number; kind: "exact" | "recognized" }) {
  return (
    <span class={`share-bar ${kind}`}>
      <span class="share-bar-track" aria-hidden="true">
        <span
          class="share-bar-fill"
          style={{ width: `${100 * Math.min(1, Math.max(0, value))}%` }}
        />
      </span>
      <span class="share-bar-value">{formatShare(value)}</span>
    </span>
  );
}

function formatShare(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const percent = 100 * value;
  if (percent > 0 && percent < 0.05) return "< 0.1 %";
  if (percent < 100 && percent > 99.95) return "> 99.9 %";
  return `${percent.toFixed(1)} %`;
}
