import { expect, test } from "vitest";
import { type Codec, flag, integer, list, number, text } from "../../src/app/codecs.ts";

test("what is written is read back", () => {
  const cases: [Codec<unknown>, unknown[]][] = [
    [text as Codec<unknown>, ["", "a b", "ä,&?=#%"]],
    [number as Codec<unknown>, [0, -1.5, 1e-7, 1e300]],
    [integer as Codec<unknown>, [0, -3, 2 ** 53 - 1]],
    [flag as Codec<unknown>, [true, false]],
    [list(integer) as Codec<unknown>, [[], [100, 20]]],
    [list(text) as Codec<unknown>, [["a,b", "100%", "%2C", "runs/ä"]]],
  ];
  for (const [codec, values] of cases) {
    for (const value of values) expect(codec.parse(codec.format(value))).toEqual(value);
  }
});

test("text that is no such value is none", () => {
  for (const written of ["", " ", "x", "1e400", "NaN", "Infinity"]) {
    expect(number.parse(written)).toBeUndefined();
  }
  for (const written of ["1.5", "9007199254740993", "x"]) {
    expect(integer.parse(written)).toBeUndefined();
  }
  for (const written of ["", "yes", "true", "constructor", "__proto__"]) {
    expect(flag.parse(written)).toBeUndefined();
  }
  expect(list(integer).parse("1,x")).toBeUndefined();
});

test("a list of numbers is written as one types it", () => {
  expect(list(integer).format([100, 20])).toBe("100,20");
});
