import type { Clamp } from "@helmholtz/core";
import { shellWord } from "../../../machine/shell-word.ts";
import { CommandText } from "../../../ui/command-text.tsx";
import { formatClamp } from "./clamp-text.ts";

export interface DreamCommandProps {
  /** The run directory; default a word for it. */
  run: string | undefined;
  clamps: readonly Clamp[];
  seed: number;
}

/** The command that dreams the same in a terminal. */
export function DreamCommand({ run, clamps, seed }: DreamCommandProps) {
  return (
    <div class="play-command">
      <CommandText text={dreamCommandLine({ run, clamps, seed })} />
      <p class="panel-note">
        {run
          ? "The same dreams in a terminal, from the run's latest checkpoint."
          : "The same dreams in a terminal, where RUN is the directory of this machine's run."}
      </p>
    </div>
  );
}

function dreamCommandLine({ run = "RUN", clamps, seed }: DreamCommandProps): string {
  const held = clamps.flatMap((clamp) => ["--clamp", formatClamp(clamp)]);
  const seeded = seed === 0 ? [] : ["--seed", String(seed)];
  return ["helmholtz", "dream", shellWord(run), ...seeded, ...held].join(" ");
}
