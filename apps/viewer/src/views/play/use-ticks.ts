import { useEffect, useRef } from "preact/hooks";

/** Calls `tick` so many times a second while `isOn`. */
export function useTicks(isOn: boolean, perSecond: number, tick: () => void): void {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => latest.current(), 1000 / perSecond);
    return () => clearInterval(timer);
  }, [isOn, perSecond]);
}
