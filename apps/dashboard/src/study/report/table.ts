import { type Content, type Html, html } from "./html.ts";

export interface TableOptions {
  readonly caption: string;
  /** Names of the columns, that of the row headers included. */
  readonly head: readonly Content[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly Content[])[];
}

/** A table that scrolls sideways where the page is narrow, also with the keyboard. */
export function table({ caption, head, rows }: TableOptions): Html {
  return html`<div class="scroll" role="group" aria-label="${`Table: ${caption}`}" tabindex="0">
<table>
<caption>${caption}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ([header, ...cells]) =>
    html`<tr><th scope="row">${header}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
)}</tbody>
</table>
</div>
`;
}
