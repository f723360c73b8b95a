import { Box, Text } from "ink";
import type { Archive } from "../archive.ts";
import type { ChromeProps } from "../chrome/chrome-props.ts";
import { Cover } from "../chrome/cover.tsx";
import { Footer } from "../chrome/footer.tsx";
import { clickedKey, type FooterKey, footerKeys } from "../chrome/footer-keys.ts";
import { Header } from "../chrome/header.tsx";
import { helpLines } from "../chrome/help-lines.ts";
import { Progress } from "../chrome/progress.tsx";
import { tooSmall } from "../chrome/too-small.ts";
import type { Style } from "../draw/style.ts";
import { zoom } from "../keys/chart-keys.ts";
import type { Controls } from "../keys/controls.ts";
import { answerQuestion, pressKey } from "../keys/key-binding.ts";
import { turnPictures } from "../keys/picture-keys.ts";
import { runHelp, runKeys } from "../keys/run-keys.ts";
import { userPath } from "../options.ts";
import { beatOf } from "../panels/charts/shown-steps.ts";
import type { Drawing, Graphics } from "../panels/drawing.ts";
import { panels } from "../panels/index.ts";
import { enlarge, layout, type PanelName, type Place } from "../panels/layout.ts";
import { stepAt } from "../panels/plot.ts";
import type { KeyInput, MouseInput } from "../terminal/input.ts";
import { pressCover, touchCover } from "./cover-input.ts";
import type { RunModel } from "./run-model.ts";
import type { Screen, Size } from "./screen.ts";
import { createTimeTravel } from "./time-travel.ts";

export interface RunScreenOptions {
  readonly style: Style;
  readonly graphics?: Graphics;
  readonly archive: Archive;
  /** What was printed while the screen was shown. */
  readonly prints: readonly string[];
  /** Called when there is something else to see. */
  changed(): void;
  /** See `Controls`. */
  readonly actions: Pick<Controls, "fork" | "leave" | "interrupt" | "suspend">;
}

/** One run: its charts and pictures, and hands on its training. */
export function createRunScreen(model: RunModel, options: RunScreenOptions): Screen {
  const { view, run, history, source } = model;
  const { style, graphics, prints, changed } = options;
  const travel = createTimeTravel(view, options.archive, changed);
  // What was drawn last: keys and mouse mean what is seen.
  let size: Size = { columns: 0, rows: 0 };
  let drawn: { readonly place: Place; readonly drawing: Drawing }[] = [];
  let keys: readonly FooterKey[] = [];

  const controls = (): Controls => ({
    ...options.actions,
    ...{ view, run },
    learning: model.learning,
    span: [0, Math.max(1, run.step)],
    beat: beatOf(history),
    page: page(size).map(({ name }) => name),
    shown: drawn.map(({ place }) => place.name),
    pages: layout(size.columns, size.rows)?.pages.length ?? 1,
    room: { weights: roomOf("weights"), dreams: roomOf("dreams") },
    act: source.act && ((act) => source.act?.(act)),
    travel: travel.move,
  });

  const roomOf = (name: PanelName): number =>
    drawn.find(({ place }) => place.name === name)?.drawing.shown ?? 1;

  const page = ({ columns, rows }: Size): readonly Place[] => {
    const pages = layout(columns, rows)?.pages ?? [];
    return pages[Math.min(view.page, pages.length - 1)] ?? [];
  };

  const places = (size: Size): readonly Place[] => {
    const divided = layout(size.columns, size.rows);
    if (!divided || view.cover) return [];
    return view.only ? enlarge(divided, view.only, size.columns) : page(size);
  };

  const draw = (place: Place): Drawing => {
    const { width, height } = place;
    return panels[place.name]({
      ...{ run, history, view, style, graphics, width, height },
      learning: model.learningAt(view.cursor ?? run.step),
      origin: source.origin,
    });
  };

  const coverLines = (width: number): string[] =>
    view.cover === "help"
      ? helpLines([...runKeys, ...runHelp], { width, style })
      : logLines(model.news, prints);

  const onKey = ({ name, text }: KeyInput) => {
    if (name === "ctrl-c") options.actions.interrupt();
    else if (view.question) answerQuestion(name, text, view);
    else if (view.cover) pressCover(view, name, coverLines(size.columns - 2).length);
    else if (name === "escape" && view.only) view.only = undefined;
    else pressKey(name, runKeys, controls());
    changed();
  };

  return {
    chrome({ columns, rows }) {
      const divided = layout(columns, rows);
      if (!divided) return <Text>{tooSmall(size)}</Text>;
      const { tall, body } = divided;
      view.page = Math.min(view.page, divided.pages.length - 1);
      const shown = places(size).map(({ name }) => name);
      keys = view.question ? [] : footerKeys(runKeys, controls(), { width: columns - 2, shown });
      const props: ChromeProps = {
        ...{ run, view, style },
        learning: model.learning,
        pace: model.pace,
        directory: userPath(source.path),
        memory: process.memoryUsage.rss(),
        width: columns,
        height: tall ? 2 : 1,
      };
      return (
        <Box flexDirection="column" width={columns} height={rows}>
          <Header {...props} />
          <Progress {...props} />
          <Box height={body.height}>
            {view.cover && (
              <Cover
                title={view.cover === "help" ? "keys" : "log"}
                lines={coverLines(columns - 2)}
                scroll={view.scroll}
                {...{ style, width: columns, height: body.height }}
              />
            )}
          </Box>
          <Footer {...props} keys={keys} />
        </Box>
      );
    },
    body(now) {
      size = now;
      drawn = places(size).map((place) => ({ place, drawing: draw(place) }));
      return drawn.map(({ place: { row, column, width }, drawing: { lines, images } }) => ({
        ...{ row, column, width, lines, images },
      }));
    },
    onKey,
    interrupt: options.actions.interrupt,
    onMouse(mouse) {
      if (view.cover) {
        touchCover(view, mouse, coverLines(size.columns - 2).length);
      } else if (mouse.row === size.rows - 1) {
        const key = clickedKey(keys, mouse);
        if (key) onKey(key);
      } else {
        const target = drawn.find(({ place }) => contains(place, mouse));
        if (target) touch(target.place, target.drawing, mouse);
      }
      changed();
    },
  };

  function touch(place: Place, { plot }: Drawing, mouse: MouseInput): void {
    const step = plot && stepAt(plot, mouse.column - place.column);
    if (mouse.type === "wheel") {
      if (step !== undefined) zoom(controls(), mouse.delta > 0 ? 2 : 1 / 2, step);
      else if (place.name === "weights" || place.name === "dreams")
        turnPictures(controls(), place.name, mouse.delta > 0 ? 1 : -1);
    } else if (step !== undefined && mouse.row > place.row) {
      if (mouse.type === "press" || mouse.type === "drag") travel.to(step);
    } else if (mouse.type === "press") {
      view.only = view.only ? undefined : place.name;
    }
  }
}

function contains(place: Place, { row, column }: { row: number; column: number }): boolean {
  return (
    row >= place.row &&
    row < place.row + place.height &&
    column >= place.column &&
    column < place.column + place.width
  );
}

// The latest first: it is what one looks for.
function logLines(news: readonly string[], prints: readonly string[]): string[] {
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [` ${title}`, ...lines.toReversed().map((line) => `   ${line}`)] : [];
  return [...section("printed by others", prints), ...section("what happened", news)];
}
