import { isDeepStrictEqual } from "node:util";
import { type Experiment, experiments } from "./experiments.ts";
import { protocols, type Training } from "./protocols.ts";
import type { Protocol, StudyName } from "./results.ts";

/** One training of a study, with every setting that its outcome depends on. Plain JSON. */
export interface StudyTask {
  readonly name: StudyName;
  readonly protocol: Protocol;
  readonly seed: number;
  readonly experiment: Experiment;
  readonly training: Training;
  /** Of the training images of all classes. */
  readonly fingerprint: string;
}

export interface StudyChoice {
  readonly names: readonly StudyName[];
  readonly protocols: readonly Protocol[];
  readonly seeds: readonly number[];
  /** Default each protocol's. */
  readonly epochs?: number;
  readonly fingerprint: string;
}

/** The trainings of a study: by protocol, then by name, then by seed. */
export function studyTasks(choice: StudyChoice): StudyTask[] {
  const { names, seeds, epochs, fingerprint } = choice;
  return choice.protocols.flatMap((protocol) =>
    names
      .filter((name) => protocol === "assignment" || experiments[name].rate === undefined)
      .flatMap((name) =>
        seeds.map((seed) => {
          const experiment = experiments[name];
          const training = protocols[protocol](experiment);
          return {
            ...{ name, protocol, seed, experiment, fingerprint },
            training: { ...training, epochs: epochs ?? training.epochs },
          };
        }),
      ),
  );
}

/** Whether two are the same training, one perhaps from a file. */
export function isSameTask(a: unknown, b: StudyTask): boolean {
  return isDeepStrictEqual(a, JSON.parse(JSON.stringify(b)));
}
