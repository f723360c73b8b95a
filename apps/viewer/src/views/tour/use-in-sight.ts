import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/**
 * Whether an element is to be seen: in the window, or as near to it as `margin`, and in a tab that
 * is not hidden.
 *
 * @param margin as in CSS, default none
 */
export function useInSight(ref: RefObject<Element | null>, margin = "0px"): boolean {
  const [isNear, setNear] = useState(false);
  const [isHidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: margin },
    );
    if (ref.current) observer.observe(ref.current);
    const onVisibility = () => setHidden(document.hidden);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [ref, margin]);
  return isNear && !isHidden;
}
