import { useEffect, useRef, useState } from "preact/hooks";
import { notify } from "../../app/notify.tsx";

/**
 * What `compute` gives for the latest inputs, and until then what it gave before. It is called once a
 * frame at most and never twice at a time, so that a hand that draws is never ahead of more than one.
 *
 * @param inputs all that the answer depends on, always as many
 */
export function useLatest<T>(
  compute: () => Promise<T> | undefined,
  inputs: readonly unknown[],
): T | undefined {
  const [value, setValue] = useState<T>();
  const latest = useRef(compute);
  latest.current = compute;
  const now = useRef({ isBusy: false, isWanted: false, isGone: false });

  useEffect(() => {
    const turn = now.current;
    turn.isWanted = true;
    if (turn.isBusy) return;
    turn.isBusy = true;
    const work = async () => {
      turn.isWanted = false;
      try {
        const found = await latest.current();
        if (!turn.isGone) setValue(() => found);
      } catch (error) {
        notify((error as Error).message, "error");
      }
      if (turn.isWanted && !turn.isGone) requestAnimationFrame(work);
      else turn.isBusy = false;
    };
    requestAnimationFrame(work);
  }, inputs);

  useEffect(
    () => () => {
      now.current.isGone = true;
    },
    [],
  );
  return value;
}
