import { createRunRecord, type RunRecord, stepsPerEpoch } from "@helmholtz/core";
import program from "../../package.json" with { type: "json" };
import type { PageData } from "./page-data.ts";
import type { PageSettings } from "./settings.ts";

/** Where a run goes on from another one. */
export interface Parentage {
  /** What the other run is called. */
  readonly run: string;
  readonly step: number;
  /** Passes over the images that it has done by then. */
  readonly passes: number;
}

/**
 * The record of a run of the page: but for versions, that of `helmholtz train` with these settings.
 * Where it goes on from another run, the passes of both count toward its length.
 */
export function pageRecord(
  page: PageSettings,
  { dataset, fingerprint }: PageData,
  parent?: Parentage,
): RunRecord {
  const { data, classes, binarization, threads: _, ...settings } = page;
  const choice = { name: data, classes, binarization, fingerprint };
  const versions = { helmholtz: program.version, browser: navigator.userAgent };
  if (!parent) return createRunRecord(settings, choice, dataset, versions);
  const length = { steps: stepsAfter(parent, page, stepsPerEpoch(dataset.train, page.batch)) };
  const { run, step } = parent;
  return {
    ...createRunRecord({ ...settings, length }, choice, dataset, versions),
    parent: { run, step },
  };
}

// Steps in all, of which those of the parent are done.
function stepsAfter({ step, passes }: Parentage, { length }: PageSettings, perEpoch: number) {
  const left =
    "steps" in length ? length.steps - step : Math.round((length.epochs - passes) * perEpoch);
  return step + Math.max(0, left);
}
