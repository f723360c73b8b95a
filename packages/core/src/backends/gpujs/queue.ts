import type { BackendError } from "../backend-error.ts";

/** Work on a device, one thing after the other. */
export interface Queue {
  /**
   * Does one thing after all that was begun before.
   *
   * @throws BackendError where something has failed; what is waited for fails at `done`.
   */
  add<T>(start: () => T | Promise<T>, finish: (result: T) => void): void;
  /** The same, for what is to happen whatever has failed, and cannot fail itself. */
  addAlways(action: () => void): void;
  /** Resolves when all is done; rejects when something has failed. */
  done(): Promise<void>;
  /** Makes everything from now on fail. */
  fail(error: BackendError): void;
}

export interface QueueOptions {
  /** Whether what is started gives promises. What does not is done at once. */
  waits: boolean;
  /** A device that is lost computes zeros and says nothing: why nothing counts any more, if so. */
  findLoss(): BackendError | undefined;
  explain(error: unknown): BackendError;
}

export function createQueue({ waits, findLoss, explain }: QueueOptions): Queue {
  let tail: Promise<void> = Promise.resolve();
  let failure: BackendError | undefined;

  function check(): void {
    failure ??= findLoss();
    if (failure) throw failure;
  }

  return {
    add(start, finish) {
      check();
      if (waits) {
        tail = tail.then(async () => {
          if (failure) return;
          try {
            finish(await start());
          } catch (error) {
            failure ??= findLoss() ?? explain(error);
          }
        });
        return;
      }
      try {
        finish(start() as Awaited<ReturnType<typeof start>>);
      } catch (error) {
        throw findLoss() ?? explain(error);
      }
      check();
    },
    addAlways(action) {
      if (waits) tail = tail.then(action);
      else action();
    },
    async done() {
      await tail;
      check();
    },
    fail(error) {
      failure ??= error;
    },
  };
}
