import { chapterHref, openChapter, sectionId } from "./chapter-navigation.ts";
import { type Chapter, chapters } from "./chapters/index.ts";
import { Contents } from "./contents.tsx";
import { useReading } from "./use-reading.ts";
import "./tour.css";
import "./parts/parts.css";

/** Description length, wake and sleep from the beginning, with a machine to try each on. */
export default function Tour() {
  useReading(NAMES);
  return (
    <div class="tour">
      <Contents />
      <div class="tour-text">
        <header>
          <h1>The machine that dreams to learn</h1>
          <p class="tour-lead">
            {chapters.length} short chapters, each with one idea and something to try. You need to
            know what a probability is, and nothing else. All numbers are computed in this page, by
            the machines that you see.
          </p>
        </header>
        {chapters.map((one, index) => (
          <ChapterSection key={one.name} chapter={one} index={index} />
        ))}
      </div>
    </div>
  );
}

const NAMES = chapters.map(({ name }) => name);

function ChapterSection({ chapter, index }: { chapter: Chapter; index: number }) {
  const { name, title, Text } = chapter;
  const next = chapters[index + 1];
  const heading = `${sectionId(name)}-title`;
  return (
    <section id={sectionId(name)} class="tour-chapter" aria-labelledby={heading}>
      <h2 id={heading} tabIndex={-1}>
        <span class="tour-count">{index + 1}</span> {title}
      </h2>
      <Text />
      {next && (
        <p class="tour-next">
          <a href={chapterHref(next.name)} onClick={() => openChapter(next.name)}>
            Next: {next.title}
          </a>
        </p>
      )}
    </section>
  );
}
