/** Results by key, of which the latest ones stay. */
export interface Memory<V> {
  get(key: string, make: () => Promise<V>): Promise<V>;
  clear(): void;
}

/** Remembers so many results, those asked for last; failures are forgotten. */
export function createMemory<V>(most: number): Memory<V> {
  const results = new Map<string, Promise<V>>();
  return {
    get(key, make) {
      const result = results.get(key) ?? make();
      // The latest are last in a map.
      results.delete(key);
      results.set(key, result);
      result.catch(() => results.get(key) === result && results.delete(key));
      for (const oldest of results.keys()) {
        if (results.size <= most) break;
        results.delete(oldest);
      }
      return result;
    },
    clear: () => results.clear(),
  };
}
