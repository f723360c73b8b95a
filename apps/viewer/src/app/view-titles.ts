import type { ViewName } from "./route.ts";

/** Names of the views in the navigation, on cards and in the window's title. */
export const viewTitles: Readonly<Record<ViewName, string>> = {
  home: "Home",
  results: "Results",
  live: "Live machine",
  play: "Play",
  bars: "Explaining away",
  tour: "Tour",
};
