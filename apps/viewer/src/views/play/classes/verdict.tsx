import { formatBits } from "../../../bits/bits-words.ts";
import type { ClassBits } from "./class-bits.ts";

export interface VerdictProps {
  /** The class of the shortest description, and that of the next. */
  first: ClassBits;
  second: ClassBits;
}

/** Which class an image is of, and by how many bits. */
export function Verdict({ first, second }: VerdictProps) {
  return (
    <>
      <b>{first.label}</b>: {formatBits(second.bits.mean - first.bits.mean)} bits shorter than{" "}
      {second.label}
    </>
  );
}
