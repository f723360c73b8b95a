import type { PanelName } from "../panels/layout.ts";
import type { View } from "../panels/view.ts";

/** What a key does. The footer, the help and the mouse know of a key from here. */
export interface KeyBinding<Controls> {
  /** As the terminal names them: a character, or "left", "shift-tab", "ctrl-c". */
  readonly keys: readonly string[];
  /** As people call it. */
  readonly name: string;
  /** For the footer, the shorter where there is little room; none where it is not worth any now. */
  label?(controls: Controls): readonly [long: string, short: string] | undefined;
  /** The panel without which the key means nothing. */
  readonly panel?: PanelName;
  readonly help: string;
  /** Whether it can be pressed in this state of things. Default always. */
  when?(controls: Controls): boolean;
  /** @param key which of `keys` it was */
  press(controls: Controls, key: string): void;
}

/** What belongs together in the help: names, and what each does or means. */
export interface HelpGroup {
  readonly title: string;
  readonly bindings: readonly { readonly name: string; readonly help: string }[];
}

/** Keys that belong together. */
export interface KeyGroup<Controls> {
  readonly title: string;
  readonly bindings: readonly KeyBinding<Controls>[];
}

/**
 * Lets `controls` do what a key stands for.
 *
 * @returns whether the key means anything now
 */
export function pressKey<Controls>(
  key: string,
  groups: readonly KeyGroup<Controls>[],
  controls: Controls,
): boolean {
  const binding = groups
    .flatMap(({ bindings }) => bindings)
    .find(({ keys, when }) => keys.includes(key) && (when?.(controls) ?? true));
  binding?.press(controls, key);
  return binding !== undefined;
}

/**
 * Takes a key for the question that is open.
 *
 * @param text what the key types
 */
export function answerQuestion(key: string, text: string, view: View): void {
  const { question } = view;
  if (question?.type === "choice") {
    const answer = question.answers.find((one) => one.key === key.toLowerCase());
    if (!answer && key !== "escape") return;
    view.question = undefined;
    answer?.choose?.();
  } else if (question?.type === "line") {
    if (key === "escape") view.question = undefined;
    else if (key === "backspace") question.line = question.line.slice(0, -1);
    else if (key !== "enter") question.line += text;
    else {
      const wrong = question.submit(question.line);
      view.question = wrong === undefined ? undefined : { ...question, text: `${wrong}:` };
    }
  }
}
