import { expect, test } from "vitest";
import { durationWords, keyWords } from "../../src/spoken/words.ts";

test("a time is said in its two largest units", () => {
  const second = 1000;
  const [minute, hour, day] = [60 * second, 3600 * second, 86_400 * second];
  expect(
    [300, second, 59.6 * second, hour - second, hour, 2 * day + hour + minute].map(durationWords),
  ).toEqual([
    "less than a second",
    "1 second",
    "1 minute",
    "59 minutes 59 seconds",
    "1 hour",
    "2 days 1 hour",
  ]);
});

test("keys that readers pass over in silence have names", () => {
  expect([".", ",", "+", "-", "W", "q", "ctrl-c", "enter"].map(keyWords)).toEqual([
    "period",
    "comma",
    "plus",
    "minus",
    "capital W",
    "q",
    "control c",
    "enter",
  ]);
});
