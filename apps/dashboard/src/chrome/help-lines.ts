import { fillCells } from "../draw/cells.ts";
import { hues, type Style } from "../draw/style.ts";
import { wrapWords } from "../draw/text.ts";
import type { HelpGroup } from "../keys/key-binding.ts";

const NAME_WIDTH = 10;
const TWO_COLUMNS = 112;

/** Every key with what it does, by groups: in two columns where there is room. */
export function helpLines(
  groups: readonly HelpGroup[],
  { width, style }: { width: number; style: Style },
): string[] {
  const columns = width >= TWO_COLUMNS - 2 ? 2 : 1;
  const across = Math.floor((width - 2) / columns);
  const blocks = groups.map((group) => groupLines(group, across, style));
  if (columns === 1) return blocks.flat();
  const total = blocks.reduce((sum, { length }) => sum + length, 0);
  const left: string[] = [];
  const right: string[] = [];
  for (const block of blocks)
    (left.length + block.length / 2 <= total / 2 ? left : right).push(...block);
  const empty = " ".repeat(across);
  return Array.from(
    { length: Math.max(left.length, right.length) },
    (_, row) => (left[row] ?? empty) + (right[row] ?? empty),
  );
}

// Each line `width` cells.
function groupLines({ title, bindings }: HelpGroup, width: number, style: Style): string[] {
  const room = width - NAME_WIDTH - 2;
  return [
    style.color(hues.blue, ` ${title}`.padEnd(width)),
    ...bindings.flatMap(({ name, help }) =>
      wrapWords(help, room).map((words, i) => {
        const first = (i === 0 ? name : "").padEnd(NAME_WIDTH);
        return ` ${style.bold(first)}${fillCells(words, room)} `;
      }),
    ),
  ];
}
