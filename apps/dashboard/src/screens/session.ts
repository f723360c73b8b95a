import { asciiText } from "../draw/cells.ts";
import { colorDepth } from "../draw/color.ts";
import { deleteImages, encodeImage, type GraphicsProtocol } from "../draw/graphics.ts";
import { createStyle, type Glyphs, type Style, type Theme } from "../draw/style.ts";
import type { Graphics } from "../panels/drawing.ts";
import { capturePrints } from "../terminal/capture-prints.ts";
import { guardTerminal } from "../terminal/guard-terminal.ts";
import type { Input } from "../terminal/input.ts";
import { type ImageEncoder, Painter } from "../terminal/painter.ts";
import { queryTerminal } from "../terminal/query-terminal.ts";
import { readInput } from "../terminal/read-input.ts";
import type { TerminalTraits } from "../terminal/terminal-traits.ts";
import { createThrottle } from "../terminal/throttle.ts";
import type { Screen } from "./screen.ts";

/** The terminal that a user sits at, and the streams that lead to it. */
export interface UserTerminal {
  readonly stdin: NodeJS.ReadStream;
  /** A terminal: there is nothing to show in a pipe. */
  readonly stdout: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** Streams on which others may print while a screen is shown. Default none. */
  readonly prints?: readonly NodeJS.WriteStream[];
  /** Milliseconds. Default `performance.now`. */
  readonly clock?: () => number;
}

/** What the user wants to see in another way than the terminal suggests. */
export interface Appearance {
  readonly theme?: Theme;
  readonly glyphs?: Glyphs;
  /** How pictures are shown. `blocks`: as half-blocks, also where the terminal could do better. */
  readonly pictures?: GraphicsProtocol | "blocks";
}

/** A terminal taken for a while, to show screens on. Disposing of it gives the terminal back. */
export interface Session extends Disposable {
  readonly style: Style;
  readonly graphics: Graphics | undefined;
  /** Whether anybody can press a key. */
  readonly hasKeyboard: boolean;
  /** What others have printed since, line by line; of very much, the latest. */
  readonly prints: string[];
  /** Shows a screen until a promise settles, and passes on what it settles with. */
  show<T>(screen: Screen, until: Promise<T>): Promise<T>;
  /** Draws when it is time. */
  request(): void;
  /** Draws as soon as possible: somebody has pressed a key. */
  hurry(): void;
  /** Gives the terminal to the shell until it hands it back. */
  suspend(): void;
}

// At most 15 frames a second, and a sixth of the time: the rest belongs to training.
const FRAMES = { interval: 66, share: 1 / 6 };
const CLOCK_MS = 500;
const MOST_PRINTS = 1000;

/** Takes the terminal. */
export async function openSession(
  { stdin, stdout, env, prints: printing = [], clock = () => performance.now() }: UserTerminal,
  appearance: Appearance = {},
): Promise<Session> {
  const { createElement, Fragment, render } = await loadInk();
  const prints: string[] = [];
  const early: Input[] = [];
  let screen: Screen | undefined;
  let isInterrupted = false;
  let isOver = false;

  const painter = new Painter(stdout);
  painter.open();
  const input = readInput(stdin, (event) => {
    if (screen) handle(screen, event);
    else early.push(event);
  });
  const frames = createThrottle(draw, { ...FRAMES, clock });
  const guard = guardTerminal({
    ...{ stdin, stdout },
    restore(atOnce) {
      painter.close({ atOnce });
      input.pause();
    },
    // The keyboard first: a job that goes on in the background is stopped by that, before it paints.
    resume() {
      input.resume();
      painter.open();
      frames.now();
    },
    interrupt() {
      isInterrupted = true;
      screen?.interrupt();
    },
  });
  const traits = await queryTerminal({ input, stdout, env });
  const { theme = traits.theme, glyphs = traits.glyphs } = appearance;
  const style = createStyle({ depth: colorDepth(stdout, env), theme, glyphs });
  const graphics = graphicsOf(traits, style, appearance);
  painter.images = graphics && imageEncoder(graphics);
  if (glyphs === "ascii") painter.translate = asciiText;
  painter.trackMouse(true);
  const capture = capturePrints(printing, (line) => {
    if (prints.push(line) > MOST_PRINTS) prints.shift();
  });

  const ink = render(createElement(Fragment), {
    // Ink asks of its stdout no more than a stream with columns.
    stdout: painter as unknown as NodeJS.WriteStream,
    stdin,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const resized = () => {
    painter.forget();
    frames.now();
  };
  stdout.on("resize", resized);
  const ticking = setInterval(frames.request, CLOCK_MS);

  return {
    style,
    graphics,
    prints,
    hasKeyboard: input.isTTY,
    async show(next, until) {
      screen = next;
      for (const event of early.splice(0)) handle(next, event);
      if (isInterrupted) next.interrupt();
      frames.now();
      try {
        return await until;
      } finally {
        screen = undefined;
      }
    },
    request: frames.request,
    hurry: frames.hurry,
    suspend: () => guard.suspend(),
    [Symbol.dispose]() {
      isOver = true;
      clearInterval(ticking);
      frames.cancel();
      stdout.off("resize", resized);
      ink.unmount();
      capture[Symbol.dispose]();
      guard[Symbol.dispose]();
      input[Symbol.dispose]();
    },
  };

  // A declaration: it may be asked for before all that it needs is there.
  function draw(): void {
    if (!screen || isOver) return;
    const size = { columns: painter.columns, rows: painter.rows };
    painter.regions = screen.body(size);
    ink.rerender(screen.chrome(size));
  }
}

function handle(screen: Screen, event: Input): void {
  if (event.type === "key") screen.onKey(event);
  else screen.onMouse(event);
}

function graphicsOf(
  { graphics }: TerminalTraits,
  { depth, glyphs }: Style,
  { pictures }: Appearance,
): Graphics | undefined {
  if (pictures === "blocks" || depth === 1 || glyphs === "ascii") return undefined;
  return pictures ? { cell: USUAL_CELL, ...graphics, protocol: pictures } : graphics;
}

// Where a terminal was not asked, or does not say.
const USUAL_CELL = { width: 10, height: 20 };

function imageEncoder({ protocol, cell }: Graphics): ImageEncoder {
  return {
    draw: (image, id) => encodeImage(protocol, { ...image, cell, id }),
    delete: (ids) => deleteImages(protocol, ids),
  };
}

// React looks at NODE_ENV when it is first loaded. Unless told that this is production it notes
// every render for its developer tools, which in a long run fills the memory.
async function loadInk() {
  process.env.NODE_ENV ??= "production";
  const [{ createElement, Fragment }, { render }] = await Promise.all([
    import("react"),
    import("ink"),
  ]);
  return { createElement, Fragment, render };
}
