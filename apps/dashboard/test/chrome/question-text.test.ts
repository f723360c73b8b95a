import { expect, test } from "vitest";
import { questionText } from "../../src/chrome/question-text.ts";

const leave = {
  type: "choice",
  text: "Stop and leave?",
  answers: [
    { key: "y", label: "save and leave" },
    { key: "d", label: "leave without saving" },
    { key: "n", label: "stay" },
  ],
} as const;

test("a question has all its words where there is room", () => {
  expect(questionText(leave, 78)).toBe(
    "Stop and leave?   y save and leave   d leave without saving   n stay",
  );
});

test("every answer keeps its key, and a word, where there is little room", () => {
  expect(questionText(leave, 38)).toBe("Stop and lea…  y save  d leave  n stay");
});

test("a line that is typed ends where one types, however long it is", () => {
  const line = (typed: string) =>
    questionText(
      { type: "line", text: "learning rate, now 0.003:", line: typed, submit: () => undefined },
      20,
    );
  expect(line("0.01")).toBe("learning rate… 0.01_");
  expect(line("0.01,0.02,0.03,0.04,0.05")).toBe("02,0.03,0.04,0.05_".padStart(20, "0."));
});
