import { cellsOf } from "./cells.ts";
import { fit } from "./text.ts";

/**
 * Texts in at most `width` cells each, cut where that leaves what tells them apart: at the beginning
 * or the end if all of them have that in common, and otherwise in the middle.
 */
export function shortenAlike(texts: readonly string[], width: number): string[] {
  const begin = commonBeginning(texts);
  const end = commonBeginning(texts.map((text) => reversed(text.slice(begin))));
  return texts.map((text) => {
    if (cellsOf(text) <= width) return text;
    if (cellsOf(text.slice(begin)) < width) return cutBeginning(text, width);
    if (cellsOf(text.slice(0, text.length - end)) < width) return fit(text, width);
    const own = `${begin > 0 ? "…" : ""}${text.slice(begin, text.length - end)}${end > 0 ? "…" : ""}`;
    return cellsOf(own) <= width ? own : cutMiddle(own, width);
  });
}

// How many characters all begin with, up to the word in which they differ: part of one says little.
function commonBeginning(texts: readonly string[]): number {
  const [first = "", ...others] = texts;
  if (others.length === 0) return 0;
  let count = 0;
  while (count < first.length && others.every((text) => text[count] === first[count])) count++;
  return first.slice(0, count).search(WORD_AT_END);
}

const WORD_AT_END = /[\p{L}\p{N}\p{M}]*$/u;

function reversed(text: string): string {
  return [...text].reverse().join("");
}

function cutBeginning(text: string, width: number): string {
  return width > 0 ? `…${lastCells(text, width - 1)}` : "";
}

function cutMiddle(text: string, width: number): string {
  const tail = Math.floor((width - 1) / 2);
  return fit(text, width - tail) + lastCells(text, tail);
}

// As much of the end as `width` cells have room for.
function lastCells(text: string, width: number): string {
  const characters = [...text];
  while (cellsOf(characters.join("")) > width) characters.shift();
  return characters.join("");
}
