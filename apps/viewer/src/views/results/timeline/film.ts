import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { showIndex, shownIndex, storedSteps } from "./shown-step.ts";

const playing = signal(false);

/** Whether the stored steps pass one after the other. */
export const isPlaying: ReadonlySignal<boolean> = playing;

/** Stored steps that pass in a second. */
export const filmRate = signal(8);

/** Whether the film begins again at its end. */
export const filmLoops = signal(true);

/** Plays from the shown step on, or from the beginning where that is the last one. */
export function playFilm(): void {
  if (storedSteps.peek().length < 2) return;
  if (isLast()) showIndex(0);
  playing.value = true;
}

export function pauseFilm(): void {
  playing.value = false;
}

/** Moves the film on while it plays, until what it returns is called. */
export function watchFilm(): () => void {
  const stop = effect(() => {
    if (!playing.value) return;
    const timer = setInterval(showNext, 1000 / filmRate.value);
    return () => clearInterval(timer);
  });
  return () => {
    stop();
    pauseFilm();
  };
}

function showNext(): void {
  if (document.hidden) return;
  if (!isLast()) showIndex(shownIndex.peek() + 1);
  else if (filmLoops.peek()) showIndex(0);
  else pauseFilm();
}

function isLast(): boolean {
  return shownIndex.peek() >= storedSteps.peek().length - 1;
}
