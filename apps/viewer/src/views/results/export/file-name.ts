/** A name that is safe as a file's on any system, and not among `taken`, which it is added to. */
export function fileName(name: string, taken: Set<string> = new Set()): string {
  const plain =
    name
      .normalize("NFKD")
      .replace(/[^\w.-]+/g, "-")
      .replace(/^[.-]+|[.-]+$/g, "")
      .slice(0, 80) || "run";
  let free = plain;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${plain}-${n}`;
  taken.add(free.toLowerCase());
  return free;
}
