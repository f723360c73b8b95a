import { chapter, chapterHref, openChapter } from "./chapter-navigation.ts";
import { chapters } from "./chapters/index.ts";

/** The chapters, and which of them is being read. */
export function Contents() {
  const current = chapters.findIndex(({ name }) => name === chapter.value);
  return (
    <nav class="tour-contents" aria-label="Chapters">
      <ol>
        {chapters.map(({ name, title }, index) => (
          <li key={name} class={index < current ? "read" : undefined}>
            <a
              href={chapterHref(name)}
              aria-current={index === current ? "step" : undefined}
              title={title}
              onClick={() => openChapter(name)}
            >
              <span class="tour-number">{index + 1}</span>
              <span class="tour-title">{title}</span>
            </a>
          </li>
        ))}
      </ol>
      <p class="tour-keys">Left and right arrow keys turn chapters.</p>
    </nav>
  );
}
