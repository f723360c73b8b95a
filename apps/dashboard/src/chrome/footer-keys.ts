import type { KeyGroup } from "../keys/key-binding.ts";
import type { PanelName } from "../panels/layout.ts";
import type { KeyInput, MouseInput } from "../terminal/input.ts";

/** A key as it stands in the footer: from one cell to before another. */
export interface FooterKey {
  /** What the key is to the terminal. */
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The keys that mean something now, in their order: those that matter most, as many as fit, and the
 * first of them with long labels.
 */
export function footerKeys<Controls>(
  groups: readonly KeyGroup<Controls>[],
  controls: Controls,
  { width, shown }: { width: number; shown: readonly PanelName[] },
): FooterKey[] {
  const keys = groups
    .flatMap(({ bindings }) => bindings)
    .filter(({ panel, when }) => (!panel || shown.includes(panel)) && (when?.(controls) ?? true))
    .flatMap(({ keys: [key], name, label }): LabelledKey[] => {
      const labels = label?.(controls);
      return key && labels ? [{ key, name, labels }] : [];
    });
  while (widthOf(place(keys, 0)) > width) {
    keys.splice(leastOf(keys), 1);
  }
  let placed = place(keys, 0);
  for (let long = 1; long <= keys.length; long++) {
    const longer = place(keys, long);
    if (widthOf(longer) > width) break;
    placed = longer;
  }
  return placed;
}

/** The key that the mouse presses in the footer's last line, if any. */
export function clickedKey(
  keys: readonly FooterKey[],
  { type, column }: MouseInput,
): KeyInput | undefined {
  const at = column - MARGIN;
  const clicked = keys.find(({ from, to }) => from <= at && at < to);
  if (!clicked || type !== "press") return undefined;
  const { key } = clicked;
  return { type: "key", name: key, text: key.length === 1 ? key : "" };
}

// Cells before the first key.
const MARGIN = 1;

interface LabelledKey {
  readonly key: string;
  readonly name: string;
  readonly labels: readonly [long: string, short: string];
}

// What stays the longest: help and pages, by which one finds all else; what halts training and goes
// on with it; the way out; time. Of the others, those that come first.
const FIRST = ["?", "tab", " ", ".", ",", "q", "escape", "left"];

function leastOf(keys: readonly LabelledKey[]): number {
  const other = keys.findLastIndex(({ key }) => !FIRST.includes(key));
  const last = FIRST.findLast((first) => keys.some(({ key }) => key === first));
  return other < 0 ? keys.findIndex(({ key }) => key === last) : other;
}

const GAP = 2;

// Side by side, so many of them with long labels.
function place(keys: readonly LabelledKey[], long: number): FooterKey[] {
  let from = 0;
  return keys.map(({ key, name, labels }, i) => {
    const label = labels[i < long ? 0 : 1];
    const to = from + name.length + 1 + label.length;
    const placed = { key, name, label, from, to };
    from = to + GAP;
    return placed;
  });
}

function widthOf(placed: readonly FooterKey[]): number {
  return placed.at(-1)?.to ?? 0;
}
