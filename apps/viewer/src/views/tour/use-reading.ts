import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { chapter, openChapter, sectionId } from "./chapter-navigation.ts";

/**
 * Keeps the chapter in the URL and the one on the screen the same: scrolling sets the first, links
 * and going back move the second. The left and right arrow keys turn chapters.
 *
 * @param names of all chapters, in order, and always the same array
 */
export function useReading(names: readonly string[]): void {
  const inSight = useRef(names[0]);
  const named = chapter.value;
  useLayoutEffect(() => {
    if (named === inSight.current || !names.includes(named)) return;
    inSight.current = named;
    document.getElementById(sectionId(named))?.scrollIntoView();
  }, [named]);

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const section = entries.findLast((entry) => entry.isIntersecting)?.target;
        const name = names.find((one) => sectionId(one) === section?.id);
        if (!name) return;
        inSight.current = name;
        chapter.value = name;
      },
      { rootMargin: READING_LINE },
    );
    for (const name of names) {
      const section = document.getElementById(sectionId(name));
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [names]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by || event.defaultPrevented || hasModifier(event) || isInControl(event.target)) return;
      const next = names[names.indexOf(chapter.peek()) + by];
      if (!next) return;
      event.preventDefault();
      openChapter(next);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [names]);
}

// The chapter that crosses this line, at three tenths of the window, is the one that is read.
const READING_LINE = "-30% 0px -69% 0px";

// What has a use of its own for arrow keys, or may have.
const CONTROLS = "input, select, textarea, button, summary, [tabindex='0'], [role=radiogroup]";

function isInControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(CONTROLS) !== null;
}

function hasModifier({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey;
}
