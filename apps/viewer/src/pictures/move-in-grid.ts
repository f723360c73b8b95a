/**
 * Where a key leads in a grid that is filled row by row: arrows, Home and End of the row, with
 * Control of all; undefined for other keys. It stays where there is no place to go to.
 */
export function moveInGrid(
  { key, ctrlKey }: Pick<KeyboardEvent, "key" | "ctrlKey">,
  at: number,
  { count, columns }: { readonly count: number; readonly columns: number },
): number | undefined {
  const start = at - (at % columns);
  const end = Math.min(count, start + columns) - 1;
  const within = (to: number) => (to >= 0 && to < count ? to : at);
  switch (key) {
    case "ArrowRight":
      return within(at + 1);
    case "ArrowLeft":
      return within(at - 1);
    case "ArrowDown":
      return within(at + columns);
    case "ArrowUp":
      return within(at - columns);
    case "Home":
      return ctrlKey ? 0 : start;
    case "End":
      return ctrlKey ? count - 1 : end;
    default:
      return undefined;
  }
}
