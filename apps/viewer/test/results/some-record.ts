import {
  bars,
  createRunRecord,
  defaultSettings,
  type RunRecord,
  type RunSettings,
} from "@helmholtz/core";

/** The record of a run on bars. */
export function someRecord(settings: Partial<RunSettings> = {}): RunRecord {
  const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
  const all = { ...defaultSettings, hidden: [8, 1], length: { steps: 60 }, ...settings };
  return createRunRecord(all, choice, bars(), { helmholtz: "0.1.0" });
}
