import type { RunRecord } from "@helmholtz/core";

/** What a run learned from: "mnist", or "mnist, classes 3, 8" where it is only some of it. */
export function dataWords({ name, classes }: Pick<RunRecord["data"], "name" | "classes">): string {
  if (!classes) return name;
  return `${name}, ${classes.length === 1 ? "class" : "classes"} ${classes.join(", ")}`;
}
