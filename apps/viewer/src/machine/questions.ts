import type { Answers, Question, TrainingMessage } from "./messages.ts";

type Answer = Extract<TrainingMessage, { type: "answer" | "unanswered" }>;

/** What the page has asked of a training's worker, and has no answer to yet. */
export interface Questions {
  /** Rejects where it cannot be answered. */
  ask<Q extends Question>(question: Q): Promise<Answers[Q["type"]]>;
  take(answer: Answer): void;
  /** Rejects what is not answered, and whatever is asked from now on. */
  close(error: Error): void;
}

/** @param send hands a question to who answers it, under this number */
export function createQuestions(send: (id: number, question: Question) => void): Questions {
  const open = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let asked = 0;
  let closed: Error | undefined;
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(closed);
        const id = asked++;
        open.set(id, { resolve, reject });
        send(id, question);
      }),
    take(answer) {
      const { id } = answer;
      if (answer.type === "answer")
        open.get(id)?.resolve(answer.value as never); // as its question says
      else open.get(id)?.reject(new Error(answer.message));
      open.delete(id);
    },
    close(error) {
      closed = error;
      for (const { reject } of open.values()) reject(error);
      open.clear();
    },
  };
}
