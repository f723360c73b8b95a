/**
 * Gives timers, keys and paints a turn. `await` alone yields to microtasks only, and they would
 * starve; a timer of 0 ms sleeps for one or more.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
