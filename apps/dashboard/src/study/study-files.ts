import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RunError } from "@helmholtz/core";
import type { StudyRun } from "./results.ts";
import { isSameTask, type StudyTask } from "./study-task.ts";

/** Where a training of a study is stored, relative to the study's directory. */
export function runPath({ name, protocol, seed }: StudyTask): string {
  return join("runs", `${name}-${protocol}-${seed}`);
}

/** Where it is while it is under way: a directory without this ending is complete. */
export function unfinishedPath(task: StudyTask): string {
  return `${runPath(task)}.unfinished`;
}

/**
 * What an earlier study in `directory` found in this training; undefined where it did not come so far.
 *
 * @throws RunError when there is one of the same name with other settings or images, or a broken one.
 */
export async function findRun(directory: string, task: StudyTask): Promise<StudyRun | undefined> {
  const path = join(directory, runPath(task));
  const record = await readJson(join(path, "run.json"));
  if (record === undefined) return undefined;
  if (!isSameTask((record as { study?: unknown }).study, task)) {
    throw new RunError(
      `${path}: a training of these settings and images is needed, this one has others; choose another --out`,
    );
  }
  const found = await readJson(join(path, "study.json"));
  if (found === undefined) {
    throw new RunError(`${path}: study.json is missing; remove the directory to train again`);
  }
  return found as StudyRun;
}

/** Gives a complete training the name by which `findRun` finds it. */
export async function finishRun(directory: string, task: StudyTask): Promise<void> {
  await rename(join(directory, unfinishedPath(task)), join(directory, runPath(task)));
}

/** Removes what an interrupted study left of a training. */
export async function removeUnfinished(directory: string, task: StudyTask): Promise<void> {
  await rm(join(directory, unfinishedPath(task)), { recursive: true, force: true });
}

/**
 * Writes a file whole or not at all; parents are created.
 *
 * @throws RunError when it cannot be written.
 */
export async function writeStudyFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, "w");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === "ENOSPC" ? "the disk is full; free some space" : `cannot be written (${message})`;
    throw new RunError(`${path}: ${reason}`);
  }
}

/** Any value as the JSON that the files of a study hold. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

/**
 * What a JSON file holds; undefined where there is no such file.
 *
 * @throws RunError when it cannot be read, or is no JSON.
 */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new RunError(`${path}: cannot be read (${message}); remove it, or choose another --out`);
  }
}
