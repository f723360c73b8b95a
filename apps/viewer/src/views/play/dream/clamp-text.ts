import type { Clamp } from "@helmholtz/core";

/** A clamp as `helmholtz dream --clamp` takes it: `layer:unit=0` or `layer:unit=1`. */
export function formatClamp({ layer, unit, on }: Clamp): string {
  return `${layer}:${unit}=${on ? 1 : 0}`;
}

/** The clamp that a text names; undefined where it names none. */
export function parseClamp(text: string): Clamp | undefined {
  const [, layer, unit, on] = /^(\d{1,9}):(\d{1,9})=([01])$/.exec(text) ?? [];
  if (layer === undefined || unit === undefined) return undefined;
  return { layer: Number(layer), unit: Number(unit), on: on === "1" };
}
