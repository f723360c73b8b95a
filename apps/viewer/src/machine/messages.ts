import type {
  Act,
  DreamEvent,
  PhasesEvent,
  PictureType,
  RunEvent,
  RunRecord,
} from "@helmholtz/core";
import type { StoredMachine } from "./memory-run.ts";
import type { OwnImages } from "./page-data.ts";
import type { PageSettings } from "./settings.ts";

/** What the page tells its training. */
export type TrainingRequest =
  | {
      readonly type: "start";
      readonly settings: PageSettings;
      readonly own?: OwnImages;
      /** Whether to wait before the first step, until `go` or an act to advance. */
      readonly hold: boolean;
    }
  | { readonly type: "go" }
  | { readonly type: "act"; readonly act: Act }
  | { readonly type: "ask"; readonly id: number; readonly question: Question };

/** What the page wants of the run that is kept. */
export type Question =
  /** The latest dreams, or states of both phases, at or before a step. */
  | { readonly type: PictureType; readonly step: number }
  /** The machine of the latest checkpoint at or before a step. */
  | { readonly type: "machine"; readonly step: number }
  /** The machine as it is now, as a checkpoint's file. */
  | { readonly type: "checkpoint" }
  /** The whole run, with a checkpoint of now, as a zip archive with a folder of this name. */
  | { readonly type: "zip"; readonly folder: string };

/** What an answer to each question is. */
export interface Answers {
  dream: DreamEvent | undefined;
  phases: PhasesEvent | undefined;
  machine: StoredMachine | undefined;
  checkpoint: Uint8Array<ArrayBuffer>;
  zip: Uint8Array<ArrayBuffer>;
}

/** What a training tells the page. */
export type TrainingMessage =
  | { readonly type: "opened"; readonly record: RunRecord }
  | { readonly type: "events"; readonly events: readonly RunEvent[] }
  | { readonly type: "answer"; readonly id: number; readonly value: Answers[keyof Answers] }
  | { readonly type: "unanswered"; readonly id: number; readonly message: string }
  /** An act that was refused. */
  | { readonly type: "refused"; readonly message: string }
  | { readonly type: "failed"; readonly message: string };
