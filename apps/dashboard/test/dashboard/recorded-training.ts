import { bars, createMachine, key, type TrainEvent, train } from "@helmholtz/core";
import type { Training } from "../../src/training.ts";

/** The events of a small real training on 4 × 4 bars. */
export async function recordBars(steps = 200): Promise<TrainEvent[]> {
  const events: TrainEvent[] = [];
  const machine = createMachine([16, 6, 2], key(1));
  const options = { machine, data: bars(), steps, seed: 7, reportEvery: 50, reportImages: 100 };
  for await (const event of train(options)) events.push(event);
  return events;
}

/** A training that says what a test makes it say, and notes what it is told. */
export class RecordedTraining implements Training {
  readonly told: string[] = [];
  readonly #waiting: TrainEvent[] = [];
  #isOver = false;
  #failure: Error | undefined;
  #wake = () => {};

  constructor(events: readonly TrainEvent[] = []) {
    this.#waiting.push(...events);
  }

  readonly events = this.#read();

  async *#read(): AsyncGenerator<TrainEvent> {
    for (;;) {
      while (this.#waiting.length > 0) yield* this.#waiting.splice(0);
      if (this.#failure) throw this.#failure;
      if (this.#isOver) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Says more. */
  say(...events: TrainEvent[]): void {
    this.#waiting.push(...events);
    this.#wake();
  }

  /** Has no more to say. */
  finish(): void {
    this.#isOver = true;
    this.#wake();
  }

  fail(failure: Error): void {
    this.#failure = failure;
    this.#wake();
  }

  pause(): void {
    this.told.push("pause");
  }

  resume(): void {
    this.told.push("resume");
  }

  stop(): void {
    this.told.push("stop");
  }
}
