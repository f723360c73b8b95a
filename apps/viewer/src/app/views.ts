import type { ComponentType } from "preact";
import type { ViewName } from "./route.ts";

/**
 * Fetches a view's component, when it is first opened.
 *
 * A new view is a folder, a line here, its name in `route.ts` and its title in `view-titles.ts`.
 */
export const loadView: Readonly<Record<ViewName, () => Promise<{ default: ComponentType }>>> = {
  home: () => import("../views/home/index.tsx"),
  results: () => import("../views/results/index.tsx"),
  live: () => import("../views/live/index.tsx"),
  play: () => import("../views/play/index.tsx"),
  bars: () => import("../views/bars/index.tsx"),
  tour: () => import("../views/tour/index.tsx"),
};
