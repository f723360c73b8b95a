import { useLayoutEffect, useRef, useState } from "preact/hooks";

/**
 * A value that changes at most once in a while, however often the component is rendered; the
 * latest one is never missed.
 *
 * @param wait calls back when the value may change again, such as `requestAnimationFrame`
 */
export function usePaced<T extends object>(value: T, wait: (proceed: () => void) => void): T {
  const [shown, show] = useState(value);
  const latest = useRef(value);
  const waits = useRef(false);
  latest.current = value;
  useLayoutEffect(() => {
    if (waits.current || shown === latest.current) return;
    waits.current = true;
    wait(() => {
      waits.current = false;
      show(latest.current);
    });
  });
  return shown;
}
