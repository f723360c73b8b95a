/** What a run is called that begins now: as the command line names its directory, and no two alike. */
export function runName(data: string, now: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join("");
  const name = data.replace(/\..*$/, "").replace(/[^\w-]+/g, "-");
  const wanted = `${date}-${time}-${name || "run"}`;
  const count = (given.get(wanted) ?? 0) + 1;
  given.set(wanted, count);
  return count === 1 ? wanted : `${wanted}-${count}`;
}

// How often each name was wanted.
const given = new Map<string, number>();
