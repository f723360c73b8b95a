import { pageTraining } from "../../machine/page-training.ts";
import { activity } from "./live-training.ts";

/** Where the training stands, in numbers. */
export function RunStatus() {
  const training = pageTraining.value;
  const now = activity.value;
  if (!training || now === "opening") return <p class="run-status">Getting the data ready</p>;
  if (now === "failed") {
    return (
      <p class="run-status" role="alert">
        {training.message.value}
      </p>
    );
  }
  const { start, step } = training.run.value;
  if (!start) return null;
  const rate = training.stepsPerSecond.value;
  const facts: [name: string, value: string][] = [
    ["Step", `${count(step)} of ${count(start.steps)}`],
    ["Epoch", (step / start.stepsPerEpoch).toFixed(2)],
    ["Images per second", rate === undefined ? "–" : count(rate * start.batch, 2)],
    ["Time left", rate ? duration((start.steps - step) / rate) : "–"],
    ["Backend", start.backend],
  ];
  return (
    <div class="run-status">
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
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

// For those who do not see it.
const WORDS = {
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
