import type { ComponentType } from "react";
import { Curve } from "./curve.tsx";
import { Dreams } from "./dreams.tsx";
import type { PanelName } from "./layout.ts";
import type { PanelProps } from "./view.ts";
import { Weights } from "./weights.tsx";

/** The panels that a layout can place. */
export const panels: Readonly<Record<PanelName, ComponentType<PanelProps>>> = {
  curve: Curve,
  dreams: Dreams,
  weights: Weights,
};
