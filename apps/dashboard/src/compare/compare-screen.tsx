import { Box, Text } from "ink";
import { Cover } from "../chrome/cover.tsx";
import { Footer } from "../chrome/footer.tsx";
import { clickedKey, type FooterKey, footerKeys } from "../chrome/footer-keys.ts";
import { helpLines } from "../chrome/help-lines.ts";
import { tooSmall } from "../chrome/too-small.ts";
import { hues } from "../draw/style.ts";
import { zoom } from "../keys/chart-keys.ts";
import { pressKey } from "../keys/key-binding.ts";
import {
  compareChart,
  compareMark,
  lastStep,
  longestBeat,
  type NamedRun,
} from "../panels/charts/compare-chart.ts";
import type { Drawing } from "../panels/drawing.ts";
import { smallest } from "../panels/layout.ts";
import { stepAt } from "../panels/plot.ts";
import { pressCover, touchCover } from "../screens/cover-input.ts";
import type { Screen, Size } from "../screens/screen.ts";
import type { Session } from "../screens/session.ts";
import type { KeyInput } from "../terminal/input.ts";
import { type CompareControls, type CompareView, compareKeys } from "./compare-keys.ts";
import { type ComparedRun, comparisonColumns, sortRuns } from "./comparison.ts";
import { drawTable, type Table } from "./draw-table.ts";

export interface CompareScreenOptions {
  /** Changed by keys. */
  readonly view: CompareView;
  readonly session: Pick<Session, "style" | "hurry" | "suspend">;
  /** Shows one of the runs by itself. */
  open(run: ComparedRun): void;
  leave(): void;
}

const HEADER_ROW = 1;
// Border, legend, curves and axis; in fewer rows there would be values alone, which the table has.
const LEAST_CHART = 7;

/** Several runs: their curves over each other, and a table of what they came to and what differs. */
export function createCompareScreen(
  runs: readonly ComparedRun[],
  { view, session, open, leave }: CompareScreenOptions,
): Screen {
  const { style } = session;
  const columns = comparisonColumns(runs);
  let size: Size = { columns: 0, rows: 0 };
  let chart: Drawing = { lines: [] };
  let keys: readonly FooterKey[] = [];

  const sorted = () =>
    sortRuns(runs, { column: columns[view.sorted], descending: view.descending });
  const selected = () => runs[view.selected];

  const named = (): NamedRun[] =>
    runs.map(({ name, index, model: { history, run } }) => ({
      ...{ name, index, history },
      epochs: run.epochs,
    }));

  const stretch = (): Pick<CompareControls, "span" | "beat"> => {
    const beat = longestBeat(named());
    return { beat, span: [0, Math.max(1, lastStep(beat))] };
  };

  const controls = (): CompareControls => ({
    ...{ view, leave, columns: columns.length, ...stretch() },
    suspend: session.suspend,
    select(by) {
      const order = sorted();
      const at = order.findIndex(({ index }) => index === view.selected);
      view.selected = order[(at + by + order.length) % order.length]?.index ?? 0;
    },
    scroll(by) {
      const { from, to } = table();
      if (by < 0 || to < columns.length) view.from = Math.max(1, from + by);
    },
    reveal(column) {
      if (column > 0) view.from = Math.min(view.from, column);
      while (column >= table().to) view.from = table().from + 1;
    },
    travel(by) {
      view.cursor = nextStep(selected()?.model.run.curve.map(({ step }) => step) ?? [], view, by);
    },
    open() {
      const run = selected();
      if (run) open(run);
    },
  });

  const help = (width: number) => helpLines(compareKeys, { width, style });

  const onKey = ({ name }: KeyInput) => {
    if (name === "ctrl-c") leave();
    else if (view.cover) pressCover(view, name, help(size.columns - 2).length);
    else {
      view.message = "";
      pressKey(name, compareKeys, controls());
    }
    session.hurry();
  };

  const table = (): Table =>
    drawTable(sorted(), {
      ...{ columns, style, width: size.columns, from: view.from },
      ...{ selected: selected(), sorted: columns[view.sorted], descending: view.descending },
      mark: ({ index }) => compareMark(index, style),
    });

  return {
    body(now) {
      size = now;
      chart = { lines: [] };
      const width = size.columns;
      const height = chartHeight(size, runs.length);
      if (isTooSmall(size) || view.cover || height === 0) return [];
      chart = compareChart(named(), { ...view, ...{ style, width, height } });
      return [{ row: HEADER_ROW, column: 0, width, lines: chart.lines }];
    },
    chrome({ columns: width, rows }) {
      if (isTooSmall(size)) return <Text>{tooSmall(size)}</Text>;
      keys = footerKeys(compareKeys, controls(), { width: width - 2, shown: [] });
      const footer = footerRows(size);
      const title = style.bold(style.color(hues.blue, "helmholtz"));
      return (
        <Box flexDirection="column" width={width} height={rows}>
          <Box columnGap={2} paddingX={1} justifyContent="space-between">
            <Text>{`${title}  ${runs.length} runs`}</Text>
            {!view.cover && <Text>{style.dim(missingText(table(), columns.length))}</Text>}
          </Box>
          {view.cover ? (
            <Cover
              title="keys"
              lines={help(width - 2)}
              scroll={view.scroll}
              {...{ style, width, height: rows - HEADER_ROW - footer }}
            />
          ) : (
            <Box flexGrow={1} paddingTop={chartHeight(size, runs.length)}>
              <Text wrap="truncate">{table().lines.join("\n")}</Text>
            </Box>
          )}
          <Footer {...{ view, style, keys, directory: "", width, height: footer }} />
        </Box>
      );
    },
    onKey,
    interrupt: leave,
    onMouse(mouse) {
      const { plot } = chart;
      const step = plot && stepAt(plot, mouse.column);
      const row = mouse.row - HEADER_ROW - chartHeight(size, runs.length) - 1;
      if (view.cover) touchCover(view, mouse, help(size.columns - 2).length);
      else if (mouse.row === size.rows - 1) {
        const key = clickedKey(keys, mouse);
        if (key) onKey(key);
      } else if (row >= 0) {
        if (mouse.type === "press") view.selected = sorted()[row]?.index ?? view.selected;
      } else if (step !== undefined && mouse.type === "wheel") {
        zoom(controls(), mouse.delta > 0 ? 2 : 1 / 2, step);
      } else if (step !== undefined && mouse.type !== "release") view.cursor = step;
      session.hurry();
    },
  };
}

// The keys, and a line of news where there is room for one.
function footerRows({ rows }: Size): number {
  return rows >= 18 ? 2 : 1;
}

// What a table of titles and a line for each run leaves; nothing where that is too little.
function chartHeight(size: Size, runs: number): number {
  const height = size.rows - HEADER_ROW - footerRows(size) - (runs + 1);
  return height < LEAST_CHART ? 0 : height;
}

// How many columns are missing at either side, and the keys that lead there.
function missingText({ from, to }: Table, columns: number): string {
  const before = from > 1 ? `← +${from - 1} [` : "";
  const after = to < columns ? `] +${columns - to} →` : "";
  return before && after ? `${before}  ${after}` : before + after;
}

function isTooSmall({ columns, rows }: Size): boolean {
  return columns < smallest.columns || rows < smallest.rows;
}

// The step `by` evaluations after the one that is looked at; none beyond the last.
function nextStep(
  steps: readonly number[],
  { cursor }: { cursor?: number },
  by: number,
): number | undefined {
  const last = steps.length - 1;
  const at = cursor === undefined ? last : steps.findLastIndex((step) => step <= cursor);
  const next = Math.max(0, at + by);
  return next > last ? undefined : steps[next];
}
