import { inflateSync } from "node:zlib";
import { decode } from "fast-png";
import { expect, test } from "vitest";
import type { Rgb } from "../../src/draw/color.ts";
import {
  deleteImages,
  type EncodeImageOptions,
  encodeImage,
  type GraphicsProtocol,
} from "../../src/draw/graphics.ts";
import type { Picture } from "../../src/draw/picture.ts";
import { colorAt, scales } from "../../src/draw/scale.ts";

const scale = scales.dark.diverging;
const cell = { width: 10, height: 20 };
const _ = Number.NaN;

function picture(...rows: readonly (readonly number[])[]): Picture {
  const width = rows[0]?.length ?? 0;
  return { width, height: rows.length, values: Float32Array.from(rows.flat()) };
}

/** Colour of a pixel of the screen; undefined where nothing is drawn. */
type Screen = (x: number, y: number) => Rgb | undefined;

const screens: Readonly<Record<GraphicsProtocol, (code: string) => Screen>> = {
  kitty: kittyScreen,
  iterm2: iterm2Screen,
  sixel: sixelScreen,
};
const protocols = Object.keys(screens) as GraphicsProtocol[];

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: escape codes begin with one

function kittyScreen(code: string): Screen {
  const chunks = [...code.matchAll(/\x1b_G([^;]*);([^\x1b]*)\x1b\\/g)];
  expect(chunks.map(([chunk]) => chunk).join("")).toBe(code);
  const keys = Object.fromEntries((chunks[0]?.[1] ?? "").split(",").map((key) => key.split("=")));
  expect(keys).toMatchObject({ a: "T", f: "32", o: "z", q: "2", C: "1" });
  chunks.forEach(([, keys, data], i) => {
    expect(data?.length).toBeLessThanOrEqual(4096);
    expect(keys).toMatch(i < chunks.length - 1 ? /m=1$/ : /m=0$/);
  });
  const data = inflateSync(Buffer.from(chunks.map(([, , data]) => data).join(""), "base64"));
  const [width, height] = [Number(keys.s), Number(keys.v)];
  expect(data).toHaveLength(4 * width * height);
  return (x, y) => {
    const [r = 0, g = 0, b = 0, opacity] = data.subarray(4 * (y * width + x));
    return opacity === 255 ? [r, g, b] : undefined;
  };
}

function iterm2Screen(code: string): Screen {
  const [, keys, file = ""] = /^\x1b\]1337;File=([^:]*):([^\x07]*)\x07$/.exec(code) ?? [];
  const bytes = Buffer.from(file, "base64");
  expect(keys).toContain("inline=1");
  expect(keys).toContain(`size=${bytes.length};`);
  const { width, data, palette = [] } = decode(bytes);
  return (x, y) => {
    const [r = 0, g = 0, b = 0, opacity] = palette[data[y * width + x] ?? 0] ?? [];
    return opacity === 255 ? [r, g, b] : undefined;
  };
}

function sixelScreen(code: string): Screen {
  const [, body = ""] = /^\x1bP0;1;0q"1;1;\d+;\d+(.*)\x1b\\$/.exec(code) ?? [];
  const palette: Rgb[] = [];
  const drawn = new Map<string, Rgb>();
  let [x, top, color] = [0, 0, 0];
  for (const [command, , define, count, sixel] of body.matchAll(
    /(#(\d+(?:;2;\d+;\d+;\d+)?))|!(\d+)([?-~])|[$\-?-~]/g,
  )) {
    if (define) {
      const [number = 0, , ...percents] = define.split(";").map(Number);
      color = number;
      if (percents.length) palette[number] = percents as unknown as Rgb;
    } else if (command === "$") x = 0;
    else if (command === "-") [x, top] = [0, top + 6];
    else {
      const bits = (sixel ?? command).charCodeAt(0) - 0x3f;
      for (let n = 0; n < Number(count ?? 1); n++, x++) {
        for (let line = 0; line < 6; line++) {
          if (bits & (1 << line)) drawn.set(`${x},${top + line}`, palette[color] ?? [0, 0, 0]);
        }
      }
    }
  }
  return (x, y) => drawn.get(`${x},${y}`);
}

// biome-ignore-end lint/suspicious/noControlCharactersInRegex: escape codes begin with one

// A sixel's colours are whole percents.
const percents = (color: Rgb) => color.map((level) => Math.round((100 * level) / 255));

function expected(protocol: GraphicsProtocol, value: number) {
  if (Number.isNaN(value)) return undefined;
  const color = colorAt(scale, value);
  return protocol === "sixel" ? percents(color) : color;
}

test.each(protocols)("%s draws each pixel as a square with hard edges", (protocol) => {
  const values = [
    [-1, -0.4, 0],
    [0.2, _, 1],
  ];
  // 40 × 40 pixels have room for 13 × 13 to each.
  const options = { picture: picture(...values), scale, columns: 4, rows: 2, cell, id: 7 };
  const at = screens[protocol](encodeImage(protocol, options));
  for (let y = 0; y < 40; y++) {
    for (let x = 0; x < 40; x++) {
      const value = values[Math.floor(y / 13)]?.[Math.floor(x / 13)] ?? _;
      expect(at(x, y)).toEqual(expected(protocol, value));
    }
  }
});

test.each(protocols)("%s shrinks what its cells have no room for", (protocol) => {
  // 60 × 40 pixels into 20 × 20: the means of 3 × 3 of them.
  const many = picture(...Array.from({ length: 40 }, () => Array<number>(60).fill(-1)));
  const at = screens[protocol](
    encodeImage(protocol, { picture: many, scale, columns: 2, rows: 1, cell, id: 7 }),
  );
  for (const [x, y] of [
    [0, 0],
    [19, 13],
  ] as const) {
    expect(at(x, y)).toEqual(expected(protocol, -1));
  }
  expect(at(19, 14)).toBeUndefined();
});

test("a picture of many pixels comes in chunks, and as it was", () => {
  let state = 1;
  const noise = Array.from({ length: 100 }, () =>
    Array.from({ length: 100 }, () => {
      state = (state * 48271) % 0x7fffffff;
      return state / 0x7fffffff;
    }),
  );
  const options = { picture: picture(...noise), scale, columns: 10, rows: 5, cell, id: 1 };
  const code = encodeImage("kitty", options);
  expect(code.length).toBeGreaterThan(2 * 4096);
  const at = screens.kitty(code);
  for (const [x, y] of [
    [0, 0],
    [99, 99],
    [31, 64],
  ] as const) {
    // Between two colours of the scale there are 25 steps.
    const near = colorAt(scale, Math.fround(noise[y]?.[x] ?? _));
    for (const [i, level] of (at(x, y) ?? [0, 0, 0]).entries()) {
      expect(Math.abs(level - (near[i] ?? 0))).toBeLessThanOrEqual(2);
    }
  }
});

const image: EncodeImageOptions = {
  picture: picture([0, 1]),
  ...{ scale, columns: 3, rows: 1, cell, id: 42 },
};

test("kitty and iTerm2 are told the cells, and kitty the id", () => {
  expect(encodeImage("kitty", image)).toMatch(/i=42,p=1,.*c=3,r=1/);
  expect(encodeImage("iterm2", image)).toContain("width=3;height=1;");
});

test("of a picture that has not changed the code is the same string, made once", () => {
  const many = picture(...Array.from({ length: 200 }, () => Array<number>(200).fill(0.5)));
  const options = { picture: many, scale, columns: 60, rows: 17, cell, id: 1 };
  const code = encodeImage("kitty", options);
  const start = performance.now();
  for (let n = 0; n < 100; n++) expect(encodeImage("kitty", { ...options })).toBe(code);
  // Made anew, each would take milliseconds.
  expect(performance.now() - start).toBeLessThan(50);
  expect(encodeImage("kitty", { ...options, id: 2 })).toContain("i=2,");
  expect(encodeImage("kitty", { ...options, columns: 30 })).toContain("c=30,");
  expect(encodeImage("kitty", { ...options, scale: scales.light.greys })).not.toBe(code);
});

test("kitty is told to forget pictures; text written over the others is enough", () => {
  expect(deleteImages("kitty", [3, 4])).toBe(
    "\x1b_Ga=d,d=I,q=2,i=3\x1b\\\x1b_Ga=d,d=I,q=2,i=4\x1b\\",
  );
  expect(deleteImages("iterm2", [3])).toBe("");
  expect(deleteImages("sixel", [3])).toBe("");
});

test("cells of a fraction of a pixel are no obstacle", () => {
  for (const protocol of protocols) {
    const code = encodeImage(protocol, { ...image, cell: { width: 8.5, height: 17.25 } });
    expect(screens[protocol](code)(0, 0)).toEqual(expected(protocol, 0));
  }
});
