/** Names of the report's experiments, and of those with a rate that suits the larger machine. */
export const studyNames = [
  "zeros",
  "threes-eights",
  "all",
  "threes-eights-100",
  "all-100",
  "threes-eights-100-rate",
  "all-100-rate",
  "zeros-wake-off",
  "zeros-sleep-off",
] as const;
export type StudyName = (typeof studyNames)[number];

/** How a machine is trained: as the assignment's starter code does, or as this project recommends. */
export type Protocol = "assignment" | "recommended";

/** Everything that a study found. */
export interface StudyResults {
  /** Where the images come from, such as "the embedded digits", and how many there are to learn from. */
  readonly data: { readonly name: string; readonly train: number; readonly heldOut: number };
  readonly runs: readonly StudyRun[];
  /** The experiments of 1995, where they were part of the study. */
  readonly toys?: readonly ToyFinding[];
  readonly digits?: DigitsFinding;
}

/** One training, as `study.json` in its run directory keeps it. */
export interface StudyRun {
  readonly name: StudyName;
  readonly protocol: Protocol;
  readonly seed: number;
  /** The least cost that the student report gives for this experiment; null where it has none. */
  readonly reported: number | null;
  /** Units of each layer, visible first. */
  readonly sizes: readonly number[];
  readonly rate: number;
  /** Images learnt from in an epoch: whole batches only. */
  readonly images: number;
  /** One entry an epoch, in order. */
  readonly epochs: readonly StudyEpoch[];
  /** The starter code's cost at its best epoch, and at the last; null under the recommended protocol. */
  readonly starterCostBest: number | null;
  readonly starterCostLast: number | null;
  /** Bits per training image at the end by equation 3. */
  readonly cost: number;
  /** Bits per held-out image at the end by equation 5. */
  readonly descriptionLength: number;
  /** Nats per held-out image at the end, by importance sampling with 50 samples. */
  readonly nll: number;
  /** All measures at the end. */
  readonly train: Measures;
  readonly heldOut: Measures;
  /** The run directory, relative to the study's. */
  readonly run: string;
}

export interface StudyEpoch {
  /** From 1. */
  readonly epoch: number;
  /** As the starter code computes it over this epoch; null under the recommended protocol. */
  readonly starterCost: number | null;
  /** Bits per image after this epoch: equation 3, and equation 5. */
  readonly train: { readonly cost: number; readonly descriptionLength: number };
  readonly heldOut: { readonly cost: number; readonly descriptionLength: number };
}

/** How well a machine describes images: means over the images. */
export interface Measures {
  readonly images: number;
  /** Bits, equation 3. */
  readonly cost: number;
  /** Bits, equation 5. */
  readonly descriptionLength: number;
  /** Bits of each layer, visible first; they sum to `descriptionLength`. */
  readonly layers: readonly number[];
  /** Nats. */
  readonly nll: number;
  readonly nllStandardError: number;
}

/** A toy of 1995 over some seeds: bits, by enumeration. */
export interface ToyFinding {
  readonly name: "bars" | "kirby";
  /** KL(data ‖ model) of each seed. */
  readonly divergences: readonly number[];
  /** KL(Q ‖ P) of each seed. */
  readonly penalties: readonly number[];
}

/** Ten class machines against one machine on 8 × 8 digits (Hinton et al. 1995, note 7). */
export interface DigitsFinding {
  readonly seed: number;
  readonly trainPerClass: number;
  readonly heldOut: number;
  /** Fractions of the held-out images that are taken for another class. */
  readonly errorRate: { readonly tenMachines: number; readonly nearestNeighbour: number };
  /** Bits per held-out digit; those of the ten machines have log₂ 10 for the class. */
  readonly bits: {
    readonly baseRate: number;
    readonly tenMachines: number;
    readonly oneMachine: number;
  };
}
