import { cellsOf } from "../draw/cells.ts";
import { fit } from "../draw/text.ts";
import type { Question } from "../panels/view.ts";

/**
 * A question as it stands in the footer, in at most `width` cells. Where there is little room its
 * answers become a word each and then the question is cut: the keys, and the end of a line that is
 * typed, always stand there.
 */
export function questionText(question: Question, width: number): string {
  if (question.type === "line") return cutBefore(question.text, ` ${question.line}_`, width);
  const { text, answers } = question;
  const long = answers.map(({ key, label }) => `   ${key} ${label}`).join("");
  if (cellsOf(text + long) <= width) return text + long;
  return cutBefore(
    text,
    answers.map(({ key, label }) => `  ${key} ${firstWord(label)}`).join(""),
    width,
  );
}

// As much of the words as there is room for before what follows, of which the end counts most.
function cutBefore(words: string, following: string, width: number): string {
  const room = width - cellsOf(following);
  return room > 0 ? fit(words, room) + following : following.slice(-width);
}

function firstWord(label: string): string {
  return label.split(" ", 1)[0] ?? label;
}
