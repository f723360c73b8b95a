import { signal } from "@preact/signals";
import { Button } from "../ui/button.tsx";
import { sentence } from "./sentence.ts";
import "./notify.css";

type Kind = "info" | "error";

/**
 * Says something in a corner of the page, and to screen readers. An `info` goes by itself after ten
 * seconds; an `error` stays until it is closed, or until `settle` says that all is well. The same
 * words are not shown twice at a time.
 *
 * @param message one, or several of one kind that are shown together; made sentences of
 * @param about what it is about: takes the place of what was said about the same before
 */
export function notify(
  message: string | readonly string[],
  kind: Kind = "info",
  about?: string,
): void {
  const lines = [...new Set([message].flat().map(sentence))];
  const text = lines.join("\n");
  const others = notices.peek().filter((other) => about === undefined || other.about !== about);
  if (lines.length === 0 || others.some((other) => other.text === text)) return;
  const notice: Notice = { lines, text, kind, about };
  notices.value = [...others, notice].slice(-MOST_NOTICES);
  if (kind === "info") setTimeout(close, INFO_MS, notice);
}

/** Takes back what was said about something: it went well now. */
export function settle(about: string): void {
  const others = notices.peek().filter((notice) => notice.about !== about);
  if (others.length < notices.peek().length) notices.value = others;
}

/** Does what a person asked for; where it fails, says why until the same succeeds. */
export async function attempt(about: string, action: () => void | Promise<void>): Promise<void> {
  try {
    await action();
    settle(about);
  } catch (error) {
    notify(error instanceof Error ? error.message : String(error), "error", about);
  }
}

/** What was said and is still to be seen. */
export function Notices() {
  return (
    <div class="notices" role="log" aria-live="polite" aria-label="Notices">
      {notices.value.map((notice) => (
        <div key={notice.text} class={`notice ${notice.kind}`}>
          <div>
            {notice.lines.slice(0, MOST_LINES).map((line) => (
              <p key={line}>{line}</p>
            ))}
            {notice.lines.length > MOST_LINES && (
              <p>And {notice.lines.length - MOST_LINES} more like these.</p>
            )}
          </div>
          <Button kind="quiet" label="Close" icon="✕" onClick={() => close(notice)} />
        </div>
      ))}
    </div>
  );
}

interface Notice {
  readonly lines: readonly string[];
  readonly text: string;
  readonly kind: Kind;
  readonly about: string | undefined;
}

const INFO_MS = 10_000;
const MOST_NOTICES = 4;
const MOST_LINES = 4;
const notices = signal<readonly Notice[]>([]);

function close(notice: Notice): void {
  notices.value = notices.peek().filter((other) => other !== notice);
}
