import { epochAt } from "@helmholtz/core";
import { pageTraining } from "../../machine/page-training.ts";
import type { Activity, PageTraining } from "../../machine/training.ts";
import { activity } from "./live-training.ts";

/** Where the training stands, in numbers. */
export function RunStatus() {
  const training = pageTraining.value;
  const now = activity.value;
  if (now === "failed") {
    return (
      <p class="run-status" role="alert">
        {training?.message.value}
      </p>
    );
  }
  const start = training?.run.value.start;
  if (!training || !start) return <p class="run-status">{WORDS.opening}</p>;
  const { step } = training.run.value;
  return (
    <div class="run-status">
      <dl>
        {factsOf(training, start).map(({ name, value, after, room, title }) => (
          <div key={name} title={title}>
            <dt>{name}</dt>
            <dd style={{ minWidth: `${room}ch` }}>
              {value}
              {after && <small> {after}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <progress max={start.steps} value={step} aria-label="Steps done" />
      {start.notice && <p class="run-notice">{start.notice}</p>}
      <p class="visually-hidden" role="status">
        {WORDS[now]}
      </p>
    </div>
  );
}

interface Fact {
  readonly name: string;
  readonly value: string;
  /** Behind the value, smaller. */
  readonly after?: string;
  /** Digits for which there is always room, so that nothing moves as they change. */
  readonly room: number;
  readonly title?: string;
}

type Start = NonNullable<PageTraining["run"]["value"]["start"]>;

function factsOf(training: PageTraining, { steps, batch }: Start): Fact[] {
  const { step, epochs } = training.run.value;
  const rate = training.stepsPerSecond.value;
  const all = count(steps);
  const left = steps - step;
  const epoch = epochAt(epochs, step).toFixed(2);
  return [
    { name: "Step", value: `${count(step)} of ${all}`, room: 2 * all.length + 3 },
    { name: "Epoch", value: epoch, room: epochAt(epochs, steps).toFixed(2).length },
    {
      name: "Images per second",
      value: rate === undefined ? "–" : count(rate * batch, 2),
      ...(rate !== undefined && { after: "lately" }),
      room: 13,
      title: SPEED,
    },
    { name: "Time left", value: rate && left > 0 ? duration(left / rate) : "–", room: 6 },
  ];
}

const SPEED = "Learned in the last 4 seconds, with the time that reports took, and without pauses";

// For those who do not see it.
const WORDS: Readonly<Record<Exclude<Activity, "failed">, string>> = {
  opening: "Getting the data ready",
  ready: "Ready to start",
  training: "Training",
  paused: "Paused",
  ended: "Training has ended",
};

function count(value: number, digits?: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: digits, maximumFractionDigits: 0 });
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
