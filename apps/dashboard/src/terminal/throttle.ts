/** Paints on request, but neither too often nor at too high a price. */
export interface Throttle {
  /** Paints at once. */
  now(): void;
  /** Paints when it is time; requests until then are one. */
  request(): void;
  /** Paints as soon as what is under way is done, for somebody who has pressed a key. */
  hurry(): void;
  /** Drops a request that has not been painted. */
  cancel(): void;
}

export interface ThrottleOptions {
  /** The least time between two paints, in milliseconds. */
  interval: number;
  /** The largest part of all time to be spent on painting: the rest belongs to training. */
  share: number;
  clock: () => number;
}

export function createThrottle(
  paint: () => void,
  { interval, share, clock }: ThrottleOptions,
): Throttle {
  let timer: NodeJS.Timeout | undefined;
  let next = Number.NEGATIVE_INFINITY;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const now = () => {
    cancel();
    const began = clock();
    paint();
    next = began + Math.max(interval, (clock() - began) / share);
  };
  return {
    now,
    request() {
      timer ??= setTimeout(now, Math.max(0, next - clock()));
    },
    hurry() {
      cancel();
      timer = setTimeout(now, 0);
    },
    cancel,
  };
}
