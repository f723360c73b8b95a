import { chartPanels } from "./charts/index.ts";
import type { DrawPanel } from "./drawing.ts";
import { dreams } from "./dreams.ts";
import type { PanelName } from "./layout.ts";
import { mirror } from "./mirror.ts";
import { weights } from "./weights.ts";

/** The panels that a layout can place. */
export const panels: Readonly<Record<PanelName, DrawPanel>> = {
  ...chartPanels,
  dreams,
  mirror,
  weights,
};
