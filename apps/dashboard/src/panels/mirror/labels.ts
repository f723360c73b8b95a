import type { Collage } from "../../draw/collage.ts";
import type { Style } from "../../draw/style.ts";
import type { Phase } from "../../phases.ts";
import type { Arrangement, Half, Slot } from "./arrangement.ts";
import { captionOf, headingOf, layerName } from "./words.ts";

/** Writes above a half what its phase does, the name of the phase standing out. */
export function putHeading(
  collage: Collage,
  phase: Phase,
  { arrangement, isOff }: { arrangement: Arrangement; isOff: boolean },
  style: Style,
): void {
  const { row, column, columns } = arrangement[phase];
  const heading = headingOf(phase, { isOff, columns, lines: arrangement.headings });
  const emphasis = isOff ? style.bold : style.dim;
  heading.forEach((words, i) => {
    const margin = Math.max(0, Math.floor((columns - words.length) / 2));
    const [name, rest] = i === 0 ? [phase, words.slice(phase.length)] : ["", words];
    const drawn = (name && style.bold(name)) + (rest && emphasis(rest));
    collage.text(row + i, column + margin, drawn);
  });
}

/** Writes above the pictures of a half what they show, above hidden layers once. */
export function putCaptions(
  collage: Collage,
  phase: Phase,
  { upright, [phase]: half }: Arrangement,
  style: Style,
): void {
  for (const { block, slot } of placedSlots(half)) {
    if (upright && slot.layer > 0 && slot !== half.slots[0]) continue;
    const cells = Math.floor((slot.columns + 1) / slot.shows.length);
    slot.shows.forEach((shown, n) => {
      const named = !upright && n === 0;
      const words = captionOf({ phase, layer: slot.layer, shown, named }, cells - 1);
      const row = block.row + (upright ? slot.row - 1 : 0);
      if (words) collage.text(row, block.column + slot.column + n * cells, style.dim(words));
    });
  }
}

/** Puts between layers that are side by side which way the phase draws them. */
export function putArrows(
  collage: Collage,
  phase: Phase,
  { stacked, between, [phase]: half }: Arrangement,
  style: Style,
): void {
  const arrow = phase === "sleep" && stacked ? "◀" : "▶";
  for (const { block, slot } of placedSlots(half)) {
    if (slot === half.slots.at(-1)) continue;
    const column = block.column + slot.column + slot.columns + Math.floor(between / 2);
    const row = block.row + half.height - 1 - Math.floor((half.height - 1) / 2);
    collage.text(row, column, style.dim(arrow));
  }
}

/** Puts beside layers that are one above the other their names, and which way each phase draws. */
export function putSpine(collage: Collage, arrangement: Arrangement, style: Style): void {
  const { stacked, spine, captions, wake, sleep } = arrangement;
  const { column, cells, margin } = spine;
  const arrow = (half: Half, column: number, head: "▲" | "▼") => {
    for (const top of new Set(half.blocks.map(({ row }) => row))) {
      const [from, to] = [top + (captions ? 1 : 0), top + half.height - 1];
      for (let row = from; row <= to; row++) {
        const isHead = row === (head === "▲" ? from : to);
        collage.text(row, column, style.dim(isHead ? head : "│"));
      }
    }
  };
  const names = (half: Half) => {
    for (const { block, slot } of placedSlots(half)) {
      if (half.blocks.find(({ row }) => row === block.row) !== block) continue;
      const name = layerName(slot.layer, spine.name);
      const aside = margin + (spine.name > 1 ? 2 : 1);
      const indent = stacked ? 0 : Math.floor((spine.name - name.length) / 2);
      collage.text(middleOf(block, slot), column + aside + indent, name);
    }
  };
  arrow(wake, column + margin, "▲");
  arrow(sleep, column + (stacked ? 0 : cells - 1 - margin), "▼");
  names(wake);
  if (stacked) names(sleep);
}

function placedSlots({ blocks, slots }: Half): { block: Half["blocks"][number]; slot: Slot }[] {
  return blocks.flatMap((block) => slots.map((slot) => ({ block, slot })));
}

function middleOf(block: { readonly row: number }, { row, rows }: Slot): number {
  return block.row + row + Math.floor((rows - 1) / 2);
}
