import { answerQuestion, pressKey } from "../keys/key-binding.ts";
import type { RunSource } from "../run-source.ts";
import { createDeferred } from "../screens/deferred.ts";
import { followEvents } from "../screens/follow-events.ts";
import { createRunModel } from "../screens/run-model.ts";
import type { ShownRun } from "../screens/show-run.ts";
import { UNWRITTEN, watchForStall } from "../screens/watch-for-stall.ts";
import { guardTerminal } from "../terminal/guard-terminal.ts";
import type { KeyInput } from "../terminal/input.ts";
import { readInput } from "../terminal/read-input.ts";
import { createNarrator } from "./narrator.ts";
import { helpSentences, layersSentence, questionSentence } from "./sentences.ts";
import { createSpeaker } from "./speaker.ts";
import { type SpokenControls, spokenKeys } from "./spoken-keys.ts";
import { keyWords } from "./words.ts";

export interface TellRunOptions {
  /** Keys. Where it is no terminal, the telling ends with the run. */
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  /** Milliseconds. Default `performance.now`. */
  clock?: () => number;
  /** Milliseconds of the epoch: what happened before is not told. Default `Date.now`. */
  now?: () => number;
}

/**
 * Tells a run in sentences, for screen readers, until the user leaves it: each is a line that is
 * added, without colours and without moving the cursor. The keys are those of the dashboard, as
 * far as they do something to training.
 *
 * @throws what reading the events throws, with the terminal given back.
 */
export async function tellRun(
  source: RunSource,
  { stdin, stdout, clock = () => performance.now(), now = Date.now }: TellRunOptions,
): Promise<ShownRun> {
  const model = createRunModel(source, { clock, now });
  const { run, view } = model;
  const { say, echo } = createSpeaker(stdout);
  const left = createDeferred<ShownRun["ending"]>();
  const leaving = new AbortController();

  const leave = () => left.resolve(run.end?.reason ?? "left");
  const ended = () => {
    if (view.leaving || !input.isTTY) leave();
    else say("press q or enter to leave");
  };
  const interrupt = () => {
    if (left.isSettled) return;
    if (source.act && !run.end) say("stopping, then saving");
    source.act?.({ type: "stop" });
    left.resolve("interrupted");
  };

  const onKey = ({ name, text }: KeyInput) => {
    const { question } = view;
    view.message = "";
    if (name === "ctrl-c") interrupt();
    else if (question) answer({ name, text });
    else if (!pressKey(name, spokenKeys, controls())) {
      say(`${keyWords(name)} does nothing now; h tells the keys`);
    }
    if (view.question && view.question !== question) say(questionSentence(view.question));
    if (view.message) say(view.message);
  };

  const answer = ({ name, text }: Pick<KeyInput, "name" | "text">) => {
    const { question } = view;
    if (!question) return;
    const before = question.type === "line" ? question.line : "";
    answerQuestion(name, text, view);
    const isOpen = view.question !== undefined;
    if (name === "escape") say("it stays as it is");
    else if (question.type === "line") {
      if (question.line.length > before.length) echo(text);
      else if (view.question === question) {
        say(question.line ? `now ${question.line}` : "nothing is typed");
      }
    } else if (isOpen) say(questionSentence(question));
    else say(question.answers.find(({ key }) => key === name.toLowerCase())?.label ?? "");
  };

  const controls = (): SpokenControls => ({
    ...{ view, run, leave, interrupt },
    learning: model.learning,
    act: source.act && ((act) => source.act?.(act)),
    suspend: () => guard.suspend(),
    report: narrator.report,
    layers: () => say(layersSentence(run)),
    help() {
      for (const sentence of helpSentences(spokenKeys, controls())) say(sentence);
    },
    // There are no panels, and no past to look at.
    ...{
      span: [0, Math.max(1, run.step)],
      page: [],
      shown: [],
      pages: 1,
      room: { weights: 1, dreams: 1 },
    },
    travel() {},
  });

  using input = readInput(stdin, (event) => {
    if (event.type === "key") onKey(event);
  });
  using narrator = createNarrator(model, {
    ...{ say, ended, clock, now },
    ...(input.isTTY && { hint: "press h for help" }),
  });
  using guard = guardTerminal({
    ...{ stdin, stdout, interrupt },
    restore: () => input.pause(),
    resume: () => input.resume(),
  });
  using _stall = watchForStall(model, { request: () => narrator.stall() });

  const complete = followEvents(model, { signal: leaving.signal, taken: narrator.tell });
  complete.then(() => {
    if (left.isSettled) return;
    narrator.catchUp();
    if (run.end) return;
    if (!source.act) say(UNWRITTEN);
    ended();
  }, left.reject);
  try {
    const ending = await left.promise;
    return {
      ...{ ending, complete, run },
      get elapsed() {
        return model.pace.elapsed;
      },
    };
  } finally {
    if (!source.act) leaving.abort();
  }
}
