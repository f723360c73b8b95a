import { useEffect, useState } from "preact/hooks";
import { notify } from "../../app/notify.tsx";

/**
 * The answer to the latest question, asked anew whenever one of `inputs` changes; until it comes,
 * the one before. Nothing is asked while `ask` is undefined.
 */
export function useAnswer<T>(
  ask: (() => Promise<T>) | undefined,
  inputs: readonly unknown[],
): T | undefined {
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    let isLatest = true;
    ask?.().then(
      (value) => isLatest && setAnswer(() => value),
      (error: Error) => notify(error.message, "error"),
    );
    return () => {
      isLatest = false;
    };
  }, inputs);
  return answer;
}
