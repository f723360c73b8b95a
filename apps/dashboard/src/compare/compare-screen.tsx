import { Box, Text } from "ink";
import { Cover } from "../chrome/cover.tsx";
import { Footer } from "../chrome/footer.tsx";
import { type FooterKey, footerKeys } from "../chrome/footer-keys.ts";
import { helpLines } from "../chrome/help-lines.ts";
import { tooSmall } from "../chrome/too-small.ts";
import { hues } from "../draw/style.ts";
import { zoom } from "../keys/chart-keys.ts";
import { pressKey } from "../keys/key-binding.ts";
import { compareChart, compareMark } from "../panels/charts/compare-chart.ts";
import type { Drawing } from "../panels/drawing.ts";
import { smallest } from "../panels/layout.ts";
import { stepAt } from "../panels/plot.ts";
import type { Screen, Size } from "../screens/screen.ts";
import { scrollCover } from "../screens/scroll-cover.ts";
import type { Session } from "../screens/session.ts";
import type { KeyInput } from "../terminal/input.ts";
import { type CompareControls, type CompareView, compareKeys } from "./compare-keys.ts";
import { type ComparedRun, comparisonColumns, sortRuns } from "./comparison.ts";
import { tableLines } from "./table-lines.ts";

export interface CompareScreenOptions {
  /** Changed by keys. */
  readonly view: CompareView;
  readonly session: Pick<Session, "style" | "hurry" | "suspend">;
  /** Shows one of the runs by itself. */
  open(run: ComparedRun): void;
  leave(): void;
}

const HEADER_ROW = 1;
const FOOTER_ROWS = 2;

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
  const span = (): [number, number] => [0, Math.max(1, ...runs.map(({ model }) => model.run.step))];

  const controls = (): CompareControls => ({
    ...{ view, leave, columns: columns.length, span: span() },
    suspend: session.suspend,
    select(by) {
      const order = sorted();
      const at = order.findIndex(({ index }) => index === view.selected);
      view.selected = order[(at + by + order.length) % order.length]?.index ?? 0;
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
    else if (view.cover) scrollCover(view, name, help(size.columns - 2).length);
    else pressKey(name, compareKeys, controls());
    session.hurry();
  };

  const table = (width: number) =>
    tableLines(sorted(), {
      ...{ columns, width, style, selected: selected(), descending: view.descending },
      sorted: columns[view.sorted],
      mark: ({ index }) => compareMark(index, style),
    });

  return {
    body(now) {
      size = now;
      if (isTooSmall(size) || view.cover) return [];
      const { columns: width, rows } = size;
      const height = rows - HEADER_ROW - FOOTER_ROWS - tableHeight(runs.length);
      chart = compareChart(
        runs.map(({ name, index, model: { history, run } }) => ({
          ...{ name, index, history },
          stepsPerEpoch: run.start?.stepsPerEpoch ?? 1,
        })),
        { ...view, ...{ style, width, height } },
      );
      return [{ row: HEADER_ROW, column: 0, width, lines: chart.lines }];
    },
    chrome({ columns: width, rows }) {
      if (isTooSmall(size)) return <Text>{tooSmall(size)}</Text>;
      keys = footerKeys(compareKeys, controls(), { width: width - 2, shown: [] });
      const title = style.bold(style.color(hues.blue, "helmholtz"));
      return (
        <Box flexDirection="column" width={width} height={rows}>
          <Text>{` ${title}  ${runs.length} runs`}</Text>
          {view.cover ? (
            <Cover
              title="keys"
              lines={help(width - 2)}
              scroll={view.scroll}
              {...{ style, width, height: rows - HEADER_ROW - FOOTER_ROWS }}
            />
          ) : (
            <Box flexGrow={1} flexDirection="column" justifyContent="flex-end">
              <Text wrap="truncate">{table(width).join("\n")}</Text>
            </Box>
          )}
          <Footer {...{ view, style, keys, directory: "", width, height: FOOTER_ROWS }} />
        </Box>
      );
    },
    onKey,
    interrupt: leave,
    onMouse(mouse) {
      const { plot } = chart;
      const step = plot && stepAt(plot, mouse.column);
      const first = size.rows - FOOTER_ROWS - runs.length;
      if (view.cover && mouse.type === "press") view.cover = undefined;
      else if (mouse.row === size.rows - 1) {
        const key = keys.find(({ from, to }) => mouse.column - 1 >= from && mouse.column - 1 < to);
        if (key && mouse.type === "press") onKey({ type: "key", name: key.key, text: "" });
      } else if (mouse.row >= first) {
        if (mouse.type === "press") view.selected = sorted()[mouse.row - first]?.index ?? 0;
      } else if (step !== undefined && mouse.type === "wheel") {
        zoom(controls(), mouse.delta > 0 ? 2 : 1 / 2, step);
      } else if (step !== undefined && mouse.type !== "release") view.cursor = step;
      session.hurry();
    },
  };
}

// A line of titles, and one for each run.
function tableHeight(runs: number): number {
  return runs + 1;
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
