import type { LearningRule } from "./learning/rule.ts";
import { wakeSleep } from "./learning/wake-sleep.ts";
import { checkRate } from "./optimizers.ts";
import type { Act } from "./run/events.ts";

/** What somebody wants of a training, on the way to it: `train` takes the acts between two steps. */
export interface Acts {
  /**
   * Hands in an act, after those that wait.
   *
   * @throws RangeError for an act that there is not, a rate that is not a finite number ≥ 0, or
   * options that the rule does not have.
   */
  push(act: Act): void;
  /** Hands acts in again that are not yet done, before those that wait. */
  putBack(acts: readonly Act[]): void;
  /** The oldest act that waits; it goes on waiting. */
  readonly next: Act | undefined;
  /** Takes the oldest act that waits. */
  take(): Act | undefined;
  /** Resolves once an act waits, or the signal is aborted. */
  arrival(signal?: AbortSignal): Promise<void>;
}

/**
 * Acts for one training.
 *
 * @param rule the rule of that training, against which changes are checked. Default `wakeSleep()`
 */
export function createActs(rule: LearningRule = wakeSleep()): Acts {
  const queue: Act[] = [];
  let arrived = () => {};
  return {
    push(act) {
      check(act, rule);
      queue.push(act);
      arrived();
    },
    putBack(acts) {
      queue.unshift(...acts);
      arrived();
    },
    get next() {
      return queue[0];
    },
    take: () => queue.shift(),
    async arrival(signal) {
      if (queue.length > 0 || signal?.aborted) return;
      await new Promise<void>((resolve) => {
        arrived = resolve;
        signal?.addEventListener("abort", arrived, { once: true });
      });
      signal?.removeEventListener("abort", arrived);
    },
  };
}

// Acts come from outside: what the types forbid may be asked for.
function check(act: Act, rule: LearningRule): void {
  switch (act?.type) {
    case "pause":
    case "resume":
    case "save":
    case "stop":
    case "quit":
      return;
    case "advance":
      if (act.by === "phase" || act.by === "step") return;
      throw new RangeError(`act: a training advances by phase or step, got ${act.by}`);
    case "change":
      if (act.rule !== undefined && Object(act.rule) !== act.rule) {
        throw new RangeError(
          `act: options of the rule such as { "wake": [] } are needed, got ${JSON.stringify(act.rule)}`,
        );
      }
      rule.with(act.rule ?? {});
      if (act.rate !== undefined) checkRate(act.rate);
      return;
    default:
      act satisfies undefined;
      throw new RangeError(
        `act: pause, resume, advance, change, save, stop or quit is needed, got ${JSON.stringify(act)}`,
      );
  }
}
