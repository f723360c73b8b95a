import type { ComponentChildren } from "preact";
import { countOfUnits, layerTitle } from "../pictures/words.ts";
import { BitsBar } from "./bits-bar.tsx";

export interface LayerTableProps {
  caption: ComponentChildren;
  /** Of every layer, visible first. */
  layers: readonly LayerRow[];
  /** The description length, in words. */
  total: ComponentChildren;
}

export interface LayerRow {
  /** How many units, if that is known. */
  readonly units?: number;
  readonly bits: number;
  /** The bits in words. */
  readonly words: ComponentChildren;
  /** Of the bar. Default that of wake. */
  readonly color?: string;
}

/** What a description costs, layer by layer, the top one above as machines are drawn. */
export function LayerTable({ caption, layers, total }: LayerTableProps) {
  const longest = Math.max(...layers.map(({ bits }) => Math.abs(bits)), 1);
  return (
    <table class="bits-table">
      <caption>{caption}</caption>
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
          .map(({ units, bits, words, color }, l) => (
            <tr key={l}>
              <th scope="row">
                {layerTitle(l)} {units !== undefined && <small>{countOfUnits(units)}</small>}
              </th>
              <td class="numeric">{words}</td>
              <td class="bits-bar-cell">
                <BitsBar share={bits / longest} color={color} />
              </td>
            </tr>
          ))
          .reverse()}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Description length</th>
          <td class="numeric">{total}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
