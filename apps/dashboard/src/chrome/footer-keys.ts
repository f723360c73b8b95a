import type { KeyGroup } from "../keys/key-binding.ts";
import type { PanelName } from "../panels/layout.ts";

/** A key as it stands in the footer: from one cell to before another. */
export interface FooterKey {
  /** What the key is to the terminal. */
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

const GAP = 2;

/** The keys that mean something now, as many as fit: the first ones with long labels. */
export function footerKeys<Controls>(
  groups: readonly KeyGroup<Controls>[],
  controls: Controls,
  { width, shown }: { width: number; shown: readonly PanelName[] },
): FooterKey[] {
  const keys = groups
    .flatMap(({ bindings }) => bindings)
    .filter(({ panel, when }) => (!panel || shown.includes(panel)) && (when?.(controls) ?? true))
    .flatMap(({ keys: [key], name, label }) => {
      const labels = label?.(controls);
      return key && labels ? [{ key, name, labels }] : [];
    });
  const place = (long: number): FooterKey[] => {
    let from = 0;
    return keys.map(({ key, name, labels }, i) => {
      const label = labels[i < long ? 0 : 1];
      const to = from + name.length + 1 + label.length;
      const placed = { key, name, label, from, to };
      from = to + GAP;
      return placed;
    });
  };
  let placed = place(0);
  for (let long = 1; long <= keys.length; long++) {
    const longer = place(long);
    if ((longer.at(-1)?.to ?? 0) > width) break;
    placed = longer;
  }
  return placed.filter(({ to }) => to <= width);
}
