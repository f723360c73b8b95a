import { createRunRecord, type RunRecord } from "@helmholtz/core";
import program from "../../package.json" with { type: "json" };
import type { PageData } from "./page-data.ts";
import type { PageSettings } from "./settings.ts";

/** The record of a run of the page: but for versions, that of `helmholtz train` with these settings. */
export function pageRecord(page: PageSettings, { dataset, fingerprint }: PageData): RunRecord {
  const { data, classes, binarization, threads: _, ...settings } = page;
  const choice = { name: data, classes, binarization, fingerprint };
  return createRunRecord(settings, choice, dataset, {
    helmholtz: program.version,
    browser: navigator.userAgent,
  });
}
