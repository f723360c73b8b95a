import { formatBits } from "./bits-words.ts";
import type { Measure } from "./draw/describe-image.ts";

/** Bits in a table, with their spread over samples. */
export function BitsCell({ bits: { mean, spread } }: { bits: Measure }) {
  return (
    <td class="numeric">
      {formatBits(mean)} <small>± {formatBits(spread)}</small>
    </td>
  );
}
