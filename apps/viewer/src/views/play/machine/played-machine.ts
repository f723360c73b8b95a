import type { Machine, RunRecord } from "@helmholtz/core";

/** A machine to play with. */
export interface PlayedMachine {
  /** What to call it. */
  readonly name: string;
  readonly machine: Machine;
  /** Pixels across and down of its images. */
  readonly width: number;
  readonly height: number;
  /** The run that it is of; a checkpoint alone tells none. */
  readonly record?: RunRecord;
  /** Its run directory, as far as the page knows a name of it. */
  readonly run?: string;
}

/** A machine with the size of its images: the run's, or else those of a square. */
export function playedMachine(
  name: string,
  machine: Machine,
  { record, run }: Pick<PlayedMachine, "record" | "run"> = {},
): PlayedMachine {
  const pixels = machine.sizes[0] ?? 0;
  const told = record?.data;
  const side = Math.sqrt(pixels);
  const size =
    told && told.width * told.height === pixels
      ? { width: told.width, height: told.height }
      : Number.isInteger(side)
        ? { width: side, height: side }
        : { width: pixels, height: 1 };
  return { name, machine, ...size, ...(record && { record }), ...(run && { run }) };
}
