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
  const [answer, setAnswer] = useState<Settled<T>>({});
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
    const settle = (settled: Settled<T>) => {
      if (!isMounted.current || turn < answered.current) return;
      answered.current = turn;
      setAnswer({ ...settled, inputs });
    };
    ask().then(
      (value) => settle({ value }),
      (error) => settle({ problem: error instanceof Error ? error.message : String(error) }),
    );
  }, inputs);
  const { inputs: settled, ...latest } = answer;
  const isSettled = settled?.every((input, i) => Object.is(input, inputs[i])) ?? false;
  return { ...latest, isOpen: !isSettled };
}

interface Settled<T> extends Omit<Answer<T>, "isOpen"> {
  /** What it answers; none before the first. */
  readonly inputs?: readonly unknown[];
}
