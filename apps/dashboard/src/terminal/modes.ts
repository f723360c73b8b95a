/** Changes to the alternate screen, without a cursor and without wrapping: a full last line would scroll. */
export const ENTER_SCREEN = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h";

/** Has mouse buttons, drags and the wheel reported, in the form that large screens need. */
export const TRACK_MOUSE = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
export const UNTRACK_MOUSE = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/** Gives the terminal back as it was before `ENTER_SCREEN`, whatever else is on. */
export const LEAVE_SCREEN = `\x1b[?2026l\x1b[0m${UNTRACK_MOUSE}\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l`;

/** Ends an escape code or a string that was cut off. */
export const CANCEL = "\x18\x1b\\";

/** What is written between these two appears at once. */
export const BEGIN_UPDATE = "\x1b[?2026h";
export const END_UPDATE = "\x1b[?2026l";

/** Ends every colour and erases the screen. */
export const CLEAR_SCREEN = "\x1b[0m\x1b[2J";
/** Ends every colour and erases from the cursor to the end of the line. */
export const CLEAR_LINE = "\x1b[0m\x1b[K";

/** Ends every colour and erases `cells` cells from the cursor on, which stays. */
export function clearCells(cells: number): string {
  return `\x1b[0m\x1b[${cells}X`;
}

/** Moves the cursor to a cell; places from 0. */
export function moveTo(row: number, column: number): string {
  return `\x1b[${row + 1};${column + 1}H`;
}

/** Moves the cursor over `cells` cells without changing them. */
export function skipCells(cells: number): string {
  return `\x1b[${cells}C`;
}
