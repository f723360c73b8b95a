/** A pause that can be ended early. */
export interface Wait {
  wait(milliseconds: number): Promise<void>;
  /** Ends the pause that lasts, if one does. */
  end(): void;
}

export function createWait(): Wait {
  let end = () => {};
  return {
    end: () => end(),
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
