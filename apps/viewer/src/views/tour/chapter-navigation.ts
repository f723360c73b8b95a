import { hrefOf, text, urlSignal } from "../../app/route.ts";
import { imageParams } from "./image.ts";

const FIRST = "message";

/** The chapter that is being read, by its name; part of the URL. */
export const chapter = urlSignal("chapter", FIRST, text, "tour");

/** A link to a chapter that keeps the images. Follows them where signals are tracked. */
export function chapterHref(name: string): string {
  return hrefOf("tour", {
    ...(name !== FIRST && { chapter: name }),
    ...imageParams(),
  });
}

/** Id of a chapter's section. */
export function sectionId(name: string): string {
  return `tour-${name}`;
}

/** Shows a chapter from its beginning, and lets the keyboard go on there. */
export function openChapter(name: string): void {
  chapter.value = name;
  const section = document.getElementById(sectionId(name));
  section?.scrollIntoView();
  section?.querySelector("h2")?.focus({ preventScroll: true });
}
