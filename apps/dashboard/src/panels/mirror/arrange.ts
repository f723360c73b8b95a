import type { Medium } from "../../draw/medium.ts";
import type { Phase } from "../../phases.ts";
import { createMemo } from "../memoize.ts";
import type { Arrangement, Half, MirrorContents, Space } from "./arrangement.ts";
import { type Block, column, line, widen } from "./blocks.ts";
import { type Choice, choices, type Fitting, fittingsOf } from "./choices.ts";
import { isHeadingWhole } from "./words.ts";
import { worthOf } from "./worth.ts";

/** The arrangement that shows most, most clearly. None where there is no room for any. */
export function arrangeMirror(
  contents: MirrorContents,
  space: Space,
  medium: Medium,
): Arrangement | undefined {
  const { shapes, images } = contents;
  const key = [...shapes.flatMap(({ width, height }) => [width, height]), images];
  const { cell, zooms } = medium;
  return remember([...key, space.columns, space.rows, cell.width, cell.height, zooms], () => {
    let best: Arrangement | undefined;
    let most = 0;
    const consider = (candidate: Arrangement) => {
      const worth = worthOf(candidate, contents, medium);
      if (worth > most) [best, most] = [candidate, worth];
    };
    for (const alternatives of choices(contents, space, medium)) {
      for (const choice of alternatives) {
        const attempt = (fitting: Fitting) =>
          arrange(contents, { ...choice, ...fitting }, space, medium);
        const fittings = fittingsOf(choice);
        const least = fittings.at(-1);
        const plain = least && attempt(least);
        if (!plain) continue;
        // Words can take the room of pictures, so both are looked at.
        consider(plain);
        consider(firstOf(fittings, attempt) ?? plain);
        break;
      }
    }
    return best;
  });
}

// It depends on sizes only, which stay the same from event to event.
const remember = createMemo<Arrangement | undefined>();

function firstOf<A, B>(tries: readonly A[], attempt: (one: A) => B | undefined): B | undefined {
  for (const one of tries) {
    const made = attempt(one);
    if (made) return made;
  }
  return undefined;
}

function arrange(
  { shapes, images }: MirrorContents,
  choice: Choice & Fitting,
  { columns, rows }: Space,
  medium: Medium,
): Arrangement | undefined {
  const { stacked, upright, captions, between, headings, spine } = choice;
  const halfColumns = stacked ? columns - spine.cells : Math.floor((columns - spine.cells) / 2);
  const halfRows = stacked ? Math.floor(rows / 2) : rows;
  const room = { columns: halfColumns, rows: halfRows - headings };

  // Fewer words, where one line has room for all.
  if (headings > 1 && isHeadingWhole(halfColumns, headings - 1)) return undefined;

  const sizing = { shapes, choice, medium };
  const place = (phase: Phase): Block => {
    const count = phase === "sleep" && choice.layers === 1 ? 2 : Math.max(1, choice.layers);
    const layers = shapes.map((_, layer) => layer).slice(0, count);
    if (upright) return column(phase, layers.reverse(), sizing);
    const mirrored = phase === "sleep" && !stacked;
    return line(phase, mirrored ? layers.reverse() : layers, sizing);
  };
  const wake = place("wake");
  const sleep = upright ? widen(place("sleep"), wake.width) : place("sleep");
  const gap = captions ? 0 : 1;
  const acrossOf = ({ width }: Block) => Math.floor((room.columns + BESIDE) / (width + BESIDE));
  const downOf = ({ height }: Block) => Math.floor((room.rows + gap) / (height + gap));
  const count = Math.min(images, ...[wake, sleep].map((block) => acrossOf(block) * downOf(block)));
  if (count < 1) return undefined;

  const half = (block: Block, column: number, row: number): Half => {
    const across = Math.min(acrossOf(block), count);
    const margin = Math.floor((room.columns - across * (block.width + BESIDE) + BESIDE) / 2);
    const blocks = Array.from({ length: count }, (_, n) => ({
      row: row + headings + Math.floor(n / across) * (block.height + gap),
      column: column + margin + (n % across) * (block.width + BESIDE),
    }));
    return { ...block, column, row, columns: halfColumns, blocks };
  };
  const halves = {
    wake: half(wake, stacked ? spine.cells : 0, 0),
    sleep: half(sleep, stacked ? spine.cells : halfColumns + spine.cells, stacked ? halfRows : 0),
  };
  const last = (half: Half) => Math.max(...half.blocks.map(({ row }) => row + half.height));
  return {
    ...{ stacked, upright, captions, between, headings, ...halves },
    spine: { ...spine, column: stacked ? 0 : halfColumns },
    rows: Math.max(last(halves.wake), last(halves.sleep)),
  };
}

// Columns between two blocks.
const BESIDE = 3;
