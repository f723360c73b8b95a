import { createActs } from "./acts.ts";
import { LostBackendError } from "./backends/backend-error.ts";
import { settingsAt } from "./change-settings.ts";
import { initialState, trainingBytes } from "./learning/learner.ts";
import { wakeSleep } from "./learning/wake-sleep.ts";
import type { Machine } from "./machine.ts";
import { adam } from "./optimizers.ts";
import { openBackend } from "./registry.ts";
import type { Act, TrainEvent } from "./run/events.ts";
import { appendEvent, createRunState } from "./run/run-state.ts";
import { trainOnBackend } from "./train-on-backend.ts";
import type { TrainOptions } from "./train-options.ts";

export type { TrainOptions } from "./train-options.ts";

/**
 * Trains, reporting as it goes. Nothing runs until the first event is asked for, and leaving the
 * loop ends the run. The same options and acts give the same machine, in one go or with `resume`.
 *
 * A backend that is lost on the way is replaced by the fastest that is possible: the run starts once
 * more from its last checkpoint, and that start event says why. What was changed since then is
 * changed again there, by acts of their own, and a training that was paused is paused.
 *
 * @throws RangeError for options that cannot be: sizes that do not fit the data, a batch of 0.
 * @throws DataError for a batch that needs more images than there are.
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainEvent, Machine> {
  const { machine, rule = wakeSleep(), optimizer = adam(), acts = createActs(rule) } = options;
  const openFastest = () => openBackend("wasm", { bytes: trainingBytes(machine.sizes, optimizer) });
  let { backend, notice } = options.backend
    ? { backend: options.backend, notice: options.notice }
    : await openFastest();
  let resume = options.resume ?? initialState(machine, optimizer);
  const run = createRunState();
  run.epochs = options.epochs ?? [];
  // What somebody waits for since the last checkpoint.
  let asked: Act[] = [];
  while (true) {
    const settings = settingsAt(resume.step, run.changes, { rule, optimizer });
    try {
      const { epochs } = run;
      const at = { resume, epochs };
      const events = trainOnBackend(backend, { ...options, ...settings, acts, notice, ...at });
      for await (const event of events) {
        appendEvent(run, event);
        if (event.type === "checkpoint") {
          resume = event.state;
          asked = [];
        }
        if (event.type === "act" && ["save", "stop", "quit"].includes(event.act.type)) {
          asked.push(event.act);
        }
        yield event;
        if (event.type === "end") return event.machine;
      }
    } catch (error) {
      if (!(error instanceof LostBackendError)) throw error;
      ({ backend } = await openFastest());
      notice = `${error.message}: ${backend.name} does, from step ${resume.step}`;
      const { step } = resume;
      const changes = run.changes.filter((change) => change.step > step).map(({ act }) => act);
      acts.putBack([...changes, ...(run.paused ? [PAUSE] : []), ...asked]);
      asked = [];
    }
  }
}

const PAUSE: Act = { type: "pause" };
