import type {
  Act,
  DreamEvent,
  Epochs,
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
  /** First of all. Nothing is learned before `start`. */
  | { readonly type: "open"; readonly settings: PageSettings; readonly own?: OwnImages }
  | {
      readonly type: "start";
      /** Whether to wait before the first step, until `go` or an act to advance. */
      readonly hold: boolean;
      /** What it goes on from; default a new machine. */
      readonly origin?: Origin;
    }
  | { readonly type: "go" }
  | { readonly type: "act"; readonly act: Act }
  | { readonly type: "ask"; readonly id: number; readonly question: Question };

/** What a training goes on from: another one, as it was when this was asked of it. */
export interface Origin {
  /** What that run is called. */
  readonly run: string;
  /** The epochs that were done by then. */
  readonly epochs: Epochs;
  /** Its checkpoint's file. */
  readonly checkpoint: Uint8Array<ArrayBuffer>;
  /** Its log. */
  readonly log: Uint8Array<ArrayBuffer>;
}

/** What the page wants of the run that is kept. */
export type Question =
  /** The latest dreams, or states of both phases, at or before a step. */
  | { readonly type: PictureType; readonly step: number }
  /** The machine of the latest checkpoint at or before a step. */
  | { readonly type: "machine"; readonly step: number }
  /** All that another training needs to go on from the machine as it is now. */
  | { readonly type: "origin" }
  /** The whole run, with a checkpoint of now, as a zip archive with a folder of this name. */
  | { readonly type: "zip"; readonly folder: string };

/** What an answer to each question is. */
export interface Answers {
  dream: DreamEvent | undefined;
  phases: PhasesEvent | undefined;
  machine: StoredMachine | undefined;
  origin: Pick<Origin, "checkpoint" | "log">;
  zip: Uint8Array<ArrayBuffer>;
}

/** What a training tells the page. */
export type TrainingMessage =
  /** What it learns from is there. */
  | { readonly type: "opened" }
  | { readonly type: "started"; readonly record: RunRecord }
  | { readonly type: "events"; readonly events: readonly RunEvent[] }
  | { readonly type: "answer"; readonly id: number; readonly value: Answers[keyof Answers] }
  | { readonly type: "unanswered"; readonly id: number; readonly message: string }
  /** An act that was refused. */
  | { readonly type: "refused"; readonly message: string }
  | {
      readonly type: "failed";
      readonly message: string;
      /** Whether it is because of the settings: then it fails again. */
      readonly isImpossible: boolean;
    };
