import { countOfUnits } from "../../../pictures/words.ts";
import { BitsCell } from "../bits-cell.tsx";
import type { Description } from "./describe-image.ts";

export interface BitsTableProps {
  description: Description;
  samples: number;
}

/** What the description of an image costs, layer by layer, the top one above. */
export function BitsTable({ description: { layers, states, total }, samples }: BitsTableProps) {
  const longest = Math.max(...layers.map(({ mean }) => Math.abs(mean)), 1);
  return (
    <table class="play-bits">
      <caption>Bits by layer, mean and spread of {samples} samples of Q</caption>
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col" class="numeric">
            Bits
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {layers
          .map((bits, l) => (
            <tr key={l}>
              <th scope="row">
                {l === 0 ? "Pixels" : `Layer ${l}`}{" "}
                <small>{countOfUnits(states[l]?.length ?? 0)}</small>
              </th>
              <BitsCell bits={bits} />
              <td class="play-bits-bar">
                <span
                  class={bits.mean < 0 ? "negative" : undefined}
                  style={{ width: `${(100 * Math.abs(bits.mean)) / longest}%` }}
                />
              </td>
            </tr>
          ))
          .reverse()}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Description length</th>
          <BitsCell bits={total} />
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
