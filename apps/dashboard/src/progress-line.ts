import { formatDuration } from "./draw/text.ts";

const WIDTH = 24;
const INTERVAL_MS = 100;

/** Progress of long work as one line on stderr, only where that is a terminal. */
export function createProgressLine(title: string, total: number | undefined) {
  const { stderr } = process;
  const started = performance.now();
  let shown = 0;
  const clear = () => {
    if (shown > 0) stderr.write("\r\x1b[K");
  };
  return {
    show(done: number, note = ""): void {
      const now = performance.now();
      if (!stderr.isTTY || now - shown < INTERVAL_MS) return;
      shown = now;
      stderr.write(`\r${line(title, done, total, now - started)} ${note}\x1b[K`);
    },
    clear,
  };
}

function line(title: string, done: number, total: number | undefined, elapsed: number): string {
  if (!total) return `${title} ${done}`;
  const part = Math.min(1, done / total);
  const bar = "█".repeat(Math.round(part * WIDTH)).padEnd(WIDTH, "░");
  const left = part > 0 ? `${formatDuration((elapsed * (1 - part)) / part)} left` : "";
  return `${title} ${bar} ${(100 * part).toFixed(0)} % ${left}`;
}
