import { useEffect, useRef, useState } from "preact/hooks";

/** The latest answer there is. */
export interface Answer<T> {
  readonly value?: T;
  /** Why the latest question has none. */
  readonly problem?: string;
  /** Whether a later question is still open. */
  readonly isOpen: boolean;
}

/**
 * Asks anew whenever one of `inputs` changes. Until an answer comes, the one before stays; one that
 * comes late is shown nevertheless, unless a later one was there first: a film goes on however slow
 * its pictures come.
 */
export function useAnswer<T>(ask: () => Promise<T>, inputs: readonly unknown[]): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ isOpen: true });
  const asked = useRef(0);
  const answered = useRef(0);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  useEffect(() => {
    const turn = ++asked.current;
    const settle = (settled: Omit<Answer<T>, "isOpen">) => {
      if (!isMounted.current || turn < answered.current) return;
      answered.current = turn;
      setAnswer({ ...settled, isOpen: turn < asked.current });
    };
    ask().then(
      (value) => settle({ value }),
      (error) => settle({ problem: error instanceof Error ? error.message : String(error) }),
    );
  }, inputs);
  return answer;
}
