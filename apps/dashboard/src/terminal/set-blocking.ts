/**
 * Whether writing to a terminal waits until the terminal has taken everything. Node makes it wait,
 * and with it the whole program for as long as a connection hangs. Otherwise what was not taken is
 * kept in memory, and `writableNeedDrain` tells. Does nothing where the output is not a terminal.
 */
export function setBlocking(terminal: NodeJS.WriteStream, isBlocking: boolean): void {
  // Node has no public way to ask for this.
  const { _handle } = terminal as { _handle?: { setBlocking?(isBlocking: boolean): void } };
  _handle?.setBlocking?.(isBlocking);
}
