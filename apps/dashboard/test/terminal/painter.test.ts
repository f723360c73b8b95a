import { expect, test } from "vitest";
import { greys } from "../../src/draw/scale.ts";
import { type ImageEncoder, Painter } from "../../src/terminal/painter.ts";
import type { PlacedImage, Region } from "../../src/terminal/region.ts";
import { TestTerminal } from "../dashboard/terminal.ts";

function paintOn(columns: number, rows: number) {
  const terminal = new TestTerminal(columns, rows);
  const painter = new Painter(terminal.asStdout());
  painter.open();
  const shows = async (...lines: string[]) => {
    await terminal.settled();
    expect(terminal.lines()).toEqual(lines);
  };
  return { terminal, painter, shows };
}

function region(row: number, column: number, ...lines: string[]): Region {
  return { row, column, width: lines[0]?.length ?? 0, lines };
}

test("a frame that fills the screen is whole, to its last cell", async () => {
  const { painter, shows } = paintOn(4, 3);
  painter.write("abcd\nefgh\nijkl");
  await shows("abcd", "efgh", "ijkl");
  painter.write("abcd\nE\nijkL");
  await shows("abcd", "E", "ijkL");
});

test("only lines that differ are written", () => {
  const { painter, terminal } = paintOn(10, 3);
  painter.write("one\ntwo\nthree");
  terminal.takeWritten();
  painter.write("one\n2\nthree");
  expect(terminal.takeWritten()).not.toMatch(/one|three/);
  painter.write("one\n2\nthree");
  expect(terminal.takeWritten()).toBe("");
});

test("a shorter frame, and one beyond the screen, leave nothing behind", async () => {
  const { painter, shows } = paintOn(10, 3);
  painter.write("one\ntwo\nthree\nfour\nfive");
  await shows("one", "two", "three");
  painter.write("1");
  await shows("1", "", "");
});

test("chrome and regions go out in one synchronized update", async () => {
  const { painter, terminal, shows } = paintOn(12, 4);
  terminal.takeWritten();
  painter.regions = [region(1, 0, "left", "LEFT"), region(1, 6, "right!", "RIGHT!")];
  painter.write("head\n\n\nfoot");
  expect(terminal.takeWritten().split("\x1b[?2026h")).toHaveLength(2);
  await shows("head", "left  right!", "LEFT  RIGHT!", "foot");
});

test("of regions only changed lines are written, with or without Ink", async () => {
  const { painter, terminal, shows } = paintOn(12, 4);
  painter.regions = [region(1, 0, "left", "LEFT"), region(1, 6, "right!", "RIGHT!")];
  painter.write("head\n\n\nfoot");
  terminal.takeWritten();
  painter.regions = [region(1, 0, "left", "2222"), region(1, 6, "right!", "RIGHT!")];
  painter.paint();
  expect(terminal.takeWritten()).not.toMatch(/left|right|head|foot/i);
  await shows("head", "left  right!", "2222  RIGHT!", "foot");
  terminal.takeWritten();
  painter.write("HEAD\n\n\nfoot");
  expect(terminal.takeWritten()).not.toMatch(/left|right|2222|foot/i);
});

test("where a region was, the chrome shows again", async () => {
  const { painter, shows } = paintOn(8, 3);
  painter.regions = [region(0, 2, "....", "....")];
  painter.write("chrome 1\nchrome 2\nchrome 3");
  await shows("ch.... 1", "ch.... 2", "chrome 3");
  painter.regions = [region(1, 4, "....", "....")];
  painter.paint();
  await shows("chrome 1", "chro....", "chro....");
  painter.regions = [];
  painter.paint();
  await shows("chrome 1", "chrome 2", "chrome 3");
});

test("a region over another stays over it when the lower one changes", async () => {
  const { painter, shows } = paintOn(6, 1);
  const over = region(0, 2, "!!");
  painter.regions = [region(0, 0, "......"), over];
  painter.write("");
  painter.write(" ");
  await shows("..!!..");
  painter.regions = [region(0, 0, ",,,,,,"), over];
  painter.paint();
  await shows(",,!!,,");
});

test("what does not fit on the screen is left out", async () => {
  const { painter, shows } = paintOn(6, 2);
  painter.regions = [region(0, 3, "....", "...."), region(1, 0, "one", "two")];
  painter.write("a\nb");
  await shows("a", "one");
});

test("after a resize everything is painted anew", async () => {
  const { painter, terminal, shows } = paintOn(6, 2);
  painter.regions = [region(1, 0, "......")];
  painter.write("title\n");
  terminal.resize(8, 3);
  painter.forget();
  painter.regions = [region(1, 0, "........", "........")];
  painter.write("title\n\n");
  await shows("title", "........", "........");
  terminal.resize(5, 2);
  painter.forget();
  painter.regions = [];
  painter.write("t");
  await shows("t", "");
});

test("a slow terminal misses frames, and gets the latest when it has caught up", async () => {
  const { painter, terminal } = paintOn(10, 2);
  painter.write("first");
  terminal.cork(); // takes nothing
  painter.write(`second${"\x1b[0m".repeat(10_000)}`);
  const held = terminal.writableLength;
  expect(held).toBeGreaterThan(30_000);
  for (let i = 0; i < 100; i++) painter.write(`frame ${i}`);
  expect(terminal.writableLength).toBe(held);
  terminal.uncork();
  await terminal.shows("frame 99");
  expect(terminal.takeWritten()).not.toContain("frame 98");
});

test("closing gives back what was on the screen, once, and drops later frames", async () => {
  const terminal = new TestTerminal(10, 3);
  terminal.write("$ train");
  const painter = new Painter(terminal.asStdout());
  painter.open();
  painter.write("frame");
  await expect.poll(() => terminal.lines()[0]).toBe("frame");
  painter.close();
  terminal.takeWritten();
  painter.close();
  painter.write("late");
  expect(terminal.takeWritten()).toBe("");
  await expect.poll(() => terminal.lines()[0]).toBe("$ train");
});

test("opened again, it paints everything, and the mouse is as it was", async () => {
  const { painter, terminal, shows } = paintOn(10, 2);
  painter.trackMouse(true);
  painter.write("one\ntwo");
  painter.close();
  await terminal.settled();
  expect(terminal.reports).toEqual({ mouse: "none", paste: false });
  painter.open();
  painter.paint();
  await shows("one", "two");
  expect(terminal.reports).toEqual({ mouse: "drag", paste: true });
  painter.trackMouse(false);
  await terminal.settled();
  expect(terminal.reports.mouse).toBe("none");
  painter.close();
});

/** Draws images as letters in their cells: like a terminal's own, they are gone when written over. */
function letters(): ImageEncoder & { readonly alive: Set<number> } {
  const alive = new Set<number>();
  return {
    alive,
    draw({ columns, rows, picture }, id) {
      alive.add(id);
      const letter = String.fromCharCode(picture.values[0] ?? 0);
      const line = `${letter.repeat(columns)}\x1b[${columns}D`;
      return Array(rows).fill(line).join("\x1b[B");
    },
    delete(ids) {
      for (const id of ids) expect(alive.delete(id)).toBe(true);
      return "";
    },
  };
}

function image(letter: string, row: number, column: number, columns: number, rows: number) {
  const picture = { width: 1, height: 1, values: Float32Array.of(letter.charCodeAt(0)) };
  return { row, column, columns, rows, picture, scale: greys } satisfies PlacedImage;
}

test("an image is drawn once, and text around it is written past it", async () => {
  const { painter, terminal, shows } = paintOn(8, 3);
  painter.images = letters();
  const seen = image("A", 1, 2, 4, 2);
  const frame = (mark: string): Region => ({
    ...region(0, 0, `${mark}-------`, `\x1b[1m${mark}\x1b[0m      |`, "|      |"),
    width: 8,
    images: [seen],
  });
  painter.regions = [frame("+")];
  painter.write(" ");
  await shows("+-------", "+ AAAA |", "| AAAA |");
  terminal.takeWritten();
  painter.regions = [frame("*")];
  painter.paint();
  expect(terminal.takeWritten()).not.toContain("A");
  await shows("*-------", "* AAAA |", "| AAAA |");
});

test("an image that is replaced, moved or gone leaves nothing, and is deleted", async () => {
  const { painter, shows } = paintOn(8, 2);
  const encoder = letters();
  painter.images = encoder;
  const show = (...images: PlacedImage[]) => {
    painter.regions = [{ ...region(0, 0, "........", "........"), images }];
    painter.paint();
  };
  painter.write(" ");
  show(image("A", 0, 0, 4, 2));
  await shows("AAAA....", "AAAA....");
  show(image("B", 0, 1, 2, 1));
  await shows(".BB.....", "........");
  show(image("C", 0, 1, 2, 1), image("D", 1, 0, 1, 1));
  await shows(".CC.....", "D.......");
  expect(encoder.alive.size).toBe(2);
  show();
  await shows("........", "........");
  expect(encoder.alive.size).toBe(0);
});

test("an image stands aside for a region over it, and closing deletes it", async () => {
  const { painter, shows } = paintOn(6, 2);
  const encoder = letters();
  painter.images = encoder;
  const below = { ...region(0, 0, "......", "......"), images: [image("A", 0, 0, 3, 2)] };
  painter.regions = [below];
  painter.write(" ");
  await shows("AAA...", "AAA...");
  painter.regions = [below, region(1, 2, "help")];
  painter.paint();
  await shows("......", "..help");
  painter.regions = [below];
  painter.paint();
  await shows("AAA...", "AAA...");
  painter.close();
  expect(encoder.alive.size).toBe(0);
});

test("after any frames the screen is what the last of them shows alone", async () => {
  const random = createRandom(7);
  const below = (n: number) => Math.floor(random() * n);
  const pictures = [..."ABC"].map((letter) => image(letter, 0, 0, 1, 1).picture);
  const randomRegion = (): Region => {
    const [width, height] = [4 + below(10), 2 + below(4)];
    const fill = "abc"[below(3)] ?? "";
    const lines = Array.from({ length: height }, () => (below(4) ? fill : ".").repeat(width));
    const images = Array.from({ length: below(2) }, () => ({
      ...image("A", below(height - 1), below(width - 2), 2, 2),
      picture: pictures[below(3)] ?? greysPicture,
    }));
    return { row: below(8), column: below(20), width, lines, images };
  };
  const chromes = ["top\n\n\n\n\nbottom", "TOP\n\n\n\n\nbottom", "top\n\n\nmiddle\n\n"];

  const { painter, terminal } = paintOn(24, 8);
  painter.images = letters();
  let regions: Region[] = [];
  for (let frame = 0; frame < 300; frame++) {
    const changed = below(4);
    if (changed === 0) regions = Array.from({ length: below(4) }, randomRegion);
    else if (changed < 3) {
      regions = regions.map((old) =>
        below(2) ? old : { ...old, lines: [...old.lines].reverse() },
      );
    } else regions = regions.filter(() => below(3));
    const chrome = chromes[below(6)] ?? chromes[0] ?? "";
    painter.regions = regions;
    painter.write(chrome);

    const alone = paintOn(24, 8);
    alone.painter.images = letters();
    alone.painter.regions = regions;
    alone.painter.write(chrome);
    await Promise.all([terminal.settled(), alone.terminal.settled()]);
    expect(terminal.lines(), `frame ${frame}`).toEqual(alone.terminal.lines());
  }
});

const greysPicture = { width: 1, height: 1, values: Float32Array.of(0) };

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
