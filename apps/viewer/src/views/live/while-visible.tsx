import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export interface WhileVisibleProps {
  /**
   * Draws it: called when a signal changes that it reads, and only while it is in sight. A component
   * in it that reads signals by itself is drawn anew in any case.
   */
  children(): ComponentChildren;
}

/** What is drawn anew all the time, and stays as it was while it is out of sight. */
export function WhileVisible({ children }: WhileVisibleProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isVisible, setVisible] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => setVisible(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: MARGIN },
    );
    if (ref.current) observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} class="while-visible">
      <Kept draw={children} isVisible={isVisible} />
    </div>
  );
}

// Drawn a little before it comes into sight.
const MARGIN = "160px";

// What is not drawn reads no signal, and so does not hear of changes.
function Kept({ draw, isVisible }: { draw(): ComponentChildren; isVisible: boolean }) {
  const drawn = useRef<ComponentChildren>(null);
  if (isVisible) drawn.current = draw();
  return <>{drawn.current}</>;
}
