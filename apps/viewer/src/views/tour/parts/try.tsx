import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useInSight } from "../use-in-sight.ts";

export interface TryProps {
  /** What there is to do, in a sentence or two. */
  task: string;
  /** Height that it comes to, in rem: what is computed late has its place from the start. */
  room: { readonly wide: number; readonly narrow: number };
  children: ComponentChildren;
}

/** Something to do with one's hands. It begins to compute when it is nearly in sight, not before. */
export function Try({ task, room, children }: TryProps) {
  const ref = useRef<HTMLDivElement>(null);
  const isNear = useInSight(ref, MARGIN);
  const [hasBegun, setBegun] = useState(false);
  useEffect(() => {
    if (isNear) setBegun(true);
  }, [isNear]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is part of a form.
    <div
      class="tour-try"
      role="group"
      aria-label={`Try it: ${task}`}
      style={{ "--wide": `${room.wide}rem`, "--narrow": `${room.narrow}rem` }}
      ref={ref}
    >
      <p class="tour-task">
        <strong>Try it</strong> {task}
      </p>
      {hasBegun && children}
    </div>
  );
}

const MARGIN = "400px";
