import { cpus, platform, release } from "node:os";
import type { Cell } from "./protocol.ts";

/** One engine in one cell. */
export interface Row extends Cell {
  readonly threads: number;
  readonly engine: string;
  /** By the clock on the wall, median of the rounds. */
  readonly imagesPerSecond: number;
  /** By the time of all processors together. */
  readonly imagesPerCpuSecond: number;
  /** Resident memory of its process. */
  readonly megabytes?: number;
  /** How far its weights are from the reference's after the check. */
  readonly difference?: number;
}

/** An engine that is not there, or that does not do right. */
export interface Failure extends Partial<Cell> {
  readonly threads: number;
  readonly engine: string;
  readonly reason: string;
}

/** Where it was measured. */
export interface MachineFacts {
  readonly processor: string;
  readonly cores: number;
  readonly system: string;
  readonly node: string;
  readonly date: string;
}

/** All that one run of the benchmark finds. Plain data: it is printed and stored as JSON. */
export interface BenchResults {
  readonly machine: MachineFacts;
  /** What really ran, by engine. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
  /** Cost against width: 784-H. */
  readonly width: readonly Row[];
  /** Engines that are not there. */
  readonly skipped: readonly Failure[];
  /** Engines that are there but compute another update, or break. */
  readonly failed: readonly Failure[];
}

/** What this machine is. */
export function machineFacts(now: Date): MachineFacts {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    date: now.toISOString().slice(0, 10),
  };
}

/** The middle of `values`; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
