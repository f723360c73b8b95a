import { createRunRecord, type Epochs, type RunRecord } from "@helmholtz/core";
import program from "../../package.json" with { type: "json" };
import type { PageData } from "./page-data.ts";
import type { PageSettings } from "./settings.ts";

/** Where a run goes on from another one. */
export interface Parentage {
  /** What the other run is called. */
  readonly run: string;
  readonly step: number;
  /** Those of the other run. */
  readonly epochs: Epochs;
}

/**
 * The record of a run of the page: but for versions, that of `helmholtz train` with these settings.
 * Where it goes on from another run, its length counts from the beginning of that one.
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
  const record = createRunRecord(settings, choice, dataset, versions, parent);
  const { run, step } = parent;
  // It may be as long already.
  const steps = Math.max(step, record.options.steps);
  return { ...record, options: { ...record.options, steps }, parent: { run, step } };
}
