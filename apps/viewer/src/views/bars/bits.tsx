import type { Explanation } from "./explanation.ts";

/** What imperfect recognition costs: description length = −log₂ p(d) + KL(Q ‖ P), all exact. */
export function Bits({ explanation, says }: { explanation: Explanation; says?: string }) {
  const { surprise, divergence, descriptionLength } = explanation;
  return (
    <div class="bits">
      <p class="bits-sum" aria-live="polite">
        <Term bits={descriptionLength} name="description length F(d)" /> ={" "}
        <Term bits={surprise} name="−log₂ p(d)" /> +{" "}
        <Term bits={divergence} name="KL(Q ‖ P), the price of recognition" isKey />
      </p>
      {says && <p class="panel-note">{says}</p>}
    </div>
  );
}

function Term({ bits, name, isKey }: { bits: number; name: string; isKey?: boolean }) {
  return (
    <span class={isKey ? "bits-term key" : "bits-term"}>
      <strong>{bits.toFixed(3)} bits</strong>
      <span>{name}</span>
    </span>
  );
}
