import { cellsOf } from "../draw/cells.ts";
import { CLEAR_LINE, clearCells, moveTo, skipCells } from "./modes.ts";
import type { Region } from "./region.ts";
import type { ScreenImage } from "./screen-images.ts";

/** A row of the screen: a line of the chrome, and over it the lines of regions, in their order. */
export interface ScreenRow {
  readonly chrome: string;
  readonly pieces: readonly Piece[];
}

/** A line of a region. */
interface Piece {
  readonly column: number;
  readonly width: number;
  readonly line: string;
}

/** The rows of a screen of `rows` rows. */
export function composeRows(
  chrome: readonly string[],
  regions: readonly Region[],
  rows: number,
): ScreenRow[] {
  const composed = Array.from({ length: rows }, (_, row) => ({
    chrome: chrome[row] ?? "",
    pieces: [] as Piece[],
  }));
  for (const { row, column, width, lines } of regions) {
    lines.forEach((line, i) => {
      composed[row + i]?.pieces.push({ column, width, line });
    });
  }
  return composed;
}

/** Whether only lines of regions differ, each at the same place: the rest of the row can stay. */
export function isSameLayout(a: ScreenRow, b: ScreenRow | undefined): boolean {
  return (
    a.chrome === b?.chrome &&
    a.pieces.length === b.pieces.length &&
    a.pieces.every(({ column, width }, i) => {
      const other = b.pieces[i];
      return column === other?.column && width === other.width;
    })
  );
}

/** Writes a row in full. */
export function writeRow(row: number, { chrome, pieces }: ScreenRow): string {
  // Erased first: at the end of a full line the cursor stands on its last character.
  let codes = moveTo(row, 0) + CLEAR_LINE + chrome;
  for (const piece of pieces) codes += writePiece(row, piece, []);
  return codes;
}

/**
 * Writes the lines of regions that differ from `before`, a row of the same layout, and those that
 * lie over them. Cells under images stay as they are where the image stands, and are written where
 * one is gone.
 */
export function writeChanges(
  row: number,
  { pieces }: ScreenRow,
  before: ScreenRow,
  { standing, gone }: { standing: readonly ScreenImage[]; gone: readonly ScreenImage[] },
): string {
  const spared = spansIn(row, standing);
  const touched = spansIn(row, gone);
  let codes = "";
  pieces.forEach((piece, i) => {
    const isChanged = piece.line !== before.pieces[i]?.line;
    if (!isChanged && !touched.some((span) => overlap(span, piece))) return;
    touched.push(piece);
    codes += writePiece(row, piece, spared);
  });
  return codes;
}

interface Span {
  readonly column: number;
  readonly width: number;
}

function overlap(a: Span, b: Span): boolean {
  return a.column < b.column + b.width && b.column < a.column + a.width;
}

// The cells of a row that images cover.
function spansIn(row: number, images: readonly ScreenImage[]): Span[] {
  return images
    .filter((image) => row >= image.row && row < image.row + image.rows)
    .map(({ column, columns }) => ({ column, width: columns }));
}

function writePiece(row: number, piece: Piece, spared: readonly Span[]): string {
  const { column, width, line } = piece;
  const gaps = spared.filter((span) => overlap(span, piece));
  return gaps.length === 0
    ? moveTo(row, column) + clearCells(width) + line
    : moveTo(row, column) + leaveOut(line, column, gaps);
}

// A line from `column` on, in which the cursor moves over the cells of `gaps`.
function leaveOut(line: string, column: number, gaps: readonly Span[]): string {
  let codes = "\x1b[0m";
  let cell = column;
  for (const [part] of line.matchAll(CODE_OR_CHARACTER)) {
    const width = cellsOf(part);
    const here = { column: cell, width };
    codes += gaps.some((gap) => overlap(gap, here)) ? skipCells(width) : part;
    cell += width;
  }
  return codes;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
const CODE_OR_CHARACTER = /\x1b\[[\d;]*m|./gsu;
