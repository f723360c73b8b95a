import type { OpenRun } from "../../../runs/open-run.ts";
import type { RunLook } from "../run-look.ts";

/** A selected run: open, and with a look of its own. */
export interface ComparedRun {
  readonly key: string;
  readonly name: string;
  readonly look: RunLook;
  readonly run: OpenRun;
}
