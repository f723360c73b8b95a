import { signal } from "@preact/signals";
import { Button } from "../ui/button.tsx";
import "./notify.css";

type Kind = "info" | "error";

/**
 * Says something in a corner of the page, and to screen readers. An `info` goes by itself after
 * ten seconds; an `error` stays until it is closed. The same words are not shown twice at a time.
 */
export function notify(message: string, kind: Kind = "info"): void {
  const same = notices.peek().some((notice) => notice.message === message);
  if (same) return;
  const notice = { message, kind };
  notices.value = [...notices.peek(), notice].slice(-MOST_NOTICES);
  if (kind === "info") setTimeout(close, INFO_MS, notice);
}

/** What was said and is still to be seen. */
export function Notices() {
  return (
    <div class="notices" role="log" aria-live="polite" aria-label="Notices">
      {notices.value.map((notice) => (
        <div key={notice.message} class={`notice ${notice.kind}`}>
          <p>{notice.message}</p>
          <Button kind="quiet" label="Close" icon="✕" onClick={() => close(notice)} />
        </div>
      ))}
    </div>
  );
}

interface Notice {
  readonly message: string;
  readonly kind: Kind;
}

const INFO_MS = 10_000;
const MOST_NOTICES = 4;
const notices = signal<readonly Notice[]>([]);

function close(notice: Notice): void {
  notices.value = notices.peek().filter((other) => other !== notice);
}
