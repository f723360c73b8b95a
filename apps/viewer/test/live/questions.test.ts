import { expect, test } from "vitest";
import { createQuestions } from "../../src/machine/questions.ts";

test("a question is answered by its number", async () => {
  const questions = createQuestions(() => {});
  const [first, second] = [2, 3].map((step) => questions.ask({ type: "machine", step }));
  questions.take({ type: "unanswered", id: 1, message: "not stored" });
  questions.take({ type: "answer", id: 0, value: undefined });
  await expect(first).resolves.toBeUndefined();
  await expect(second).rejects.toThrow("not stored");
});

test("closed, it rejects what is open and what is asked later, and sends nothing", async () => {
  const sent: number[] = [];
  const questions = createQuestions((id) => sent.push(id));
  const open = questions.ask({ type: "zip", folder: "first" });
  questions.close(new Error("its worker failed"));
  await expect(open).rejects.toThrow("its worker failed");
  await expect(questions.ask({ type: "zip", folder: "later" })).rejects.toThrow(
    "its worker failed",
  );
  expect(sent).toEqual([0]);
});
