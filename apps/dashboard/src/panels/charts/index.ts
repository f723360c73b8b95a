import { descriptionLength } from "./description-length.ts";
import { gap } from "./gap.ts";
import { layers } from "./layers.ts";
import { likelihood } from "./likelihood.ts";
import { norms } from "./norms.ts";
import { speed } from "./speed.ts";

/** The charts of a run, by name. */
export const chartPanels = { descriptionLength, layers, likelihood, gap, norms, speed };
