/** The name of a layer, as people read it. */
export function layerName(layer: number): string {
  return layer === 0 ? "pixels" : `layer ${layer}`;
}

/** How many units, in words. */
export function countOfUnits(units: number): string {
  return units === 1 ? "1 unit" : `${units} units`;
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
