import { type ReadonlySignal, signal } from "@preact/signals";

const current = signal(globalThis.devicePixelRatio || 1);

/** Pixels of the screen in one of CSS; it changes as the page is zoomed or moved to another screen. */
export const pixelRatio: ReadonlySignal<number> = current;

/** The size nearest to `size` CSS pixels that is a whole number of the screen's, at least one. */
export function crisp(size: number, ratio: number): number {
  return Math.max(1, Math.round(size * ratio)) / ratio;
}

function watch(): void {
  current.value = devicePixelRatio;
  // The query names one ratio, so it tells once of leaving it.
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", watch, {
    once: true,
  });
}

if (typeof matchMedia === "function") watch();
