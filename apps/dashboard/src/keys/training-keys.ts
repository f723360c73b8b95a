import type { Direction } from "@helmholtz/core";
import type { Phase } from "../phases.ts";
import { formatRate, parseRate, scaleRate } from "../rate.ts";
import type { Controls } from "./controls.ts";
import type { KeyBinding, KeyGroup } from "./key-binding.ts";

/** Hands on the machine while it learns. */
export const trainingKeys: KeyGroup<Controls> = {
  title: "training",
  bindings: [
    {
      keys: [" ", "p"],
      name: "space",
      label: ({ view }) => (view.activity === "paused" ? ["resume", "resume"] : ["pause", "pause"]),
      help: "pause or resume (also p)",
      when: isUnderWay,
      press: ({ view, act }) => act?.({ type: view.activity === "paused" ? "resume" : "pause" }),
    },
    {
      keys: ["."],
      name: ".",
      label: ({ view }) => (view.activity === "paused" ? ["step", "step"] : undefined),
      help: "one step, paused",
      when: isUnderWay,
      press: ({ act }) => act?.({ type: "advance", by: "step" }),
    },
    {
      keys: [","],
      name: ",",
      label: ({ view }) => (view.activity === "paused" ? ["phase", "phase"] : undefined),
      help: "one phase of a step: wake, then sleep",
      when: isUnderWay,
      press: ({ act }) => act?.({ type: "advance", by: "phase" }),
    },
    phaseKey("W", "wake", "generative"),
    phaseKey("S", "sleep", "recognition"),
    {
      keys: ["+", "="],
      name: "+",
      help: "raise the learning rate",
      when: isUnderWay,
      press: (controls) => changeRate(controls, 1),
    },
    {
      keys: ["-"],
      name: "-",
      help: "lower the learning rate",
      when: isUnderWay,
      press: (controls) => changeRate(controls, -1),
    },
    {
      keys: ["r"],
      name: "r",
      help: "type a learning rate",
      when: isUnderWay,
      press({ view, learning, act }) {
        view.question = {
          type: "line",
          text: `learning rate, now ${formatRate(learning.rate)}:`,
          line: "",
          submit(line) {
            try {
              act?.({ type: "change", rate: parseRate(line) });
              return undefined;
            } catch (error) {
              return (error as Error).message;
            }
          },
        };
      },
    },
    {
      keys: ["c"],
      name: "c",
      help: "save a checkpoint now",
      when: isUnderWay,
      press: ({ act }) => act?.({ type: "save" }),
    },
    {
      keys: ["s"],
      name: "s",
      label: ({ view }) => (view.activity === "paused" ? undefined : ["stop and save", "stop"]),
      help: "stop and save, and stay",
      when: isUnderWay,
      press: stop,
    },
    {
      keys: ["f"],
      name: "f",
      help: "fork a new run from the step looked at",
      when: ({ fork }) => fork !== undefined,
      press: ({ fork }) => fork?.(),
    },
    {
      keys: ["q"],
      name: "q",
      label: (controls) => (isRunning(controls) ? ["stop and leave", "leave"] : ["leave", "leave"]),
      help: "leave; asks whether to save",
      press(controls) {
        const { view, leave } = controls;
        if (!isRunning(controls)) leave();
        else if (!view.leaving) view.question = leaveQuestion(controls);
      },
    },
    {
      keys: ["enter"],
      name: "enter",
      help: "leave, when training has ended",
      when: ({ view }) => view.activity === "ended",
      press: ({ leave }) => leave(),
    },
    {
      keys: ["ctrl-c"],
      name: "ctrl-c",
      help: "leave at once; training stops and saves",
      press: ({ interrupt }) => interrupt(),
    },
    {
      keys: ["ctrl-z"],
      name: "ctrl-z",
      help: "back to the shell; fg comes back",
      press: ({ suspend }) => suspend(),
    },
  ],
};

function phaseKey(key: string, phase: Phase, direction: Direction): KeyBinding<Controls> {
  return {
    keys: [key],
    name: key,
    help: `${phase} phase off or on: ${direction} weights`,
    when: isUnderWay,
    press: ({ learning, act }) =>
      act?.({
        type: "change",
        rule: { [phase]: learning[phase].length > 0 ? [] : [direction] },
      }),
  };
}

function isUnderWay({ view, act }: Controls): boolean {
  return act !== undefined && (view.activity === "training" || view.activity === "paused");
}

// Whether this program trains, and has not ended.
function isRunning({ view, act }: Controls): boolean {
  return act !== undefined && view.activity !== "ended";
}

function changeRate({ learning, act }: Controls, direction: 1 | -1): void {
  act?.({ type: "change", rate: scaleRate(learning.rate, direction) });
}

function stop({ view, act }: Controls): void {
  if (view.activity === "stopping") return;
  view.activity = "stopping";
  view.message = "stopping after this step, then saving";
  act?.({ type: "stop" });
}

function leaveQuestion(controls: Controls): NonNullable<Controls["view"]["question"]> {
  const { view, act } = controls;
  const leaveWhenEnded = (end: () => void) => () => {
    view.leaving = true;
    if (view.activity === "ended") controls.leave();
    else end();
  };
  return {
    type: "choice",
    text: "Stop and leave?",
    answers: [
      { key: "y", label: "save and leave", choose: leaveWhenEnded(() => stop(controls)) },
      {
        key: "d",
        label: "leave without saving",
        choose: leaveWhenEnded(() => {
          view.activity = "stopping";
          view.message = "leaving without saving";
          act?.({ type: "quit" });
        }),
      },
      { key: "n", label: "stay" },
    ],
  };
}
