/**
 * Gives what was made last, as long as it is asked for with the same key: numbers and objects that
 * are compared one by one, by identity. A panel is painted many times between two events.
 */
export function createMemo<T>(): (key: readonly unknown[], make: () => T) => T {
  let last: { readonly key: readonly unknown[]; readonly made: T } | undefined;
  return (key, make) => {
    if (!last || last.key.length !== key.length || key.some((part, i) => part !== last?.key[i])) {
      last = { key, made: make() };
    }
    return last.made;
  };
}
