/** The name of a layer, as people read it. */
export function layerName(layer: number): string {
  return layer === 0 ? "pixels" : `layer ${layer}`;
}

/** The same where a line begins. */
export function layerTitle(layer: number): string {
  return layer === 0 ? "Pixels" : `Layer ${layer}`;
}

/** Two neighbouring layers by the lower one: what weights lie between. */
export function layersTitle(lower: number): string {
  return `${layerTitle(lower)} and ${layerName(lower + 1)}`;
}

/** How many units, in words. */
export function countOfUnits(units: number): string {
  return units === 1 ? "1 unit" : `${units.toLocaleString("en")} units`;
}

/** Whether a unit is on, and whether that is because it is held. */
export function stateOf(value: number | undefined, held: boolean | undefined): string {
  if (held !== undefined) return held ? "clamped on" : "clamped off";
  return (value ?? 0) >= 0.5 ? "on" : "off";
}

/** A pixel by its column and row, from 0. */
export function pixelName(pixel: number, width: number): string {
  return `pixel ${pixel % width}, ${Math.floor(pixel / width)}`;
}
