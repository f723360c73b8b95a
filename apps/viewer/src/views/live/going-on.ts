import type { Mark } from "@helmholtz/core";
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Note } from "../../charts/chart-data.ts";
import { pageTraining } from "../../machine/page-training.ts";
import type { PageSettings } from "../../machine/settings.ts";
import { type PageTraining, startTraining } from "../../machine/training.ts";
import { withLearning } from "./learning.ts";
import { changeSettings, isSameText, replaceSettings, settings } from "./live-settings.ts";
import { activity, goingOn, ownImages, ownImagesOf, refusal } from "./live-training.ts";
import { type SettingChange, settingChanges } from "./setting-changes.ts";

/** How the training at hand went on from another one. */
export interface WentOn {
  /** The other one: it waits where it was left. */
  readonly from: PageTraining;
  readonly step: number;
  /** What was in force until then. */
  readonly before: PageSettings;
  readonly changes: readonly SettingChange[];
  /** `earlierMarks` of the other one. */
  readonly marks: readonly (Mark | Note)[];
}

const latest = signal<WentOn>();
const returned = signal<number>();
const marks = signal<readonly (Mark | Note)[]>([]);

/** None where the training at hand began with a new machine, or there is no way back. */
export const wentOn: ReadonlySignal<WentOn | undefined> = latest;

/** The step to which somebody went back; none once the training at hand is another one. */
export const wentBackTo: ReadonlySignal<number | undefined> = returned;

/** What was done to the trainings before the one at hand, and where each went on from the one before. */
export const earlierMarks: ReadonlySignal<readonly (Mark | Note)[]> = marks;

/** Goes on with the settings shown from what the training at hand has learned; that pauses. */
export async function goOn(): Promise<void> {
  const from = pageTraining.peek();
  if (!from || goingOn.peek()) return;
  const before = withLearning(from.settings, from);
  const wanted = withLearning(settings.peek(), from);
  const { changes } = from.run.peek();
  const known = changes.length;
  const was = activity.peek();
  const own = ownImagesOf(wanted);
  const next = startTraining(wanted, { own, from, paused: was === "paused" });
  const going = { next, activity: was, late: [] };
  batch(() => {
    goingOn.value = going;
    replaceSettings(wanted);
  });
  try {
    await next.begun;
  } catch (error) {
    if (goingOn.peek() !== going) return;
    next.close();
    batch(() => {
      refusal.value = { settings: wanted, own, message: (error as Error).message };
      goingOn.value = undefined;
    });
    // Where it has not paused yet, this changes nothing.
    if (was === "training") from.act({ type: "resume" });
    for (const act of going.late) from.act(act);
    return;
  }
  if (goingOn.peek() !== going) return;
  // Of those under way when this began, the settings say nothing.
  const unknown = changes.slice(known).map(({ act }) => act);
  const { step } = next.record.peek()?.parent ?? { step: 0 };
  const told = settingChanges(before, wanted);
  batch(() => {
    latest.peek()?.from.close();
    latest.value = { from, step, before, changes: told, marks: marks.peek() };
    marks.value = [
      ...marks.peek(),
      ...from.history.peek().marks.filter(({ act }) => act.type === "change"),
      { step, title: told.map(({ mark }) => mark).join(", ") },
    ];
    returned.value = undefined;
    pageTraining.value = next;
    goingOn.value = undefined;
  });
  for (const act of [...unknown, ...going.late]) next.act(act);
}

/** Goes on from what an ended training has learned, for twice its length where the settings say no other. */
export async function trainOn(): Promise<void> {
  const from = pageTraining.peek();
  if (!from) return;
  const wanted = settings.peek();
  const isKept = (name: string) => isSameText(name, wanted, from.settings);
  if (isKept("epochs") && isKept("steps")) changeSettings({ length: twice(wanted.length) });
  await goOn();
}

function twice(length: PageSettings["length"]): PageSettings["length"] {
  return "epochs" in length ? { epochs: 2 * length.epochs } : { steps: 2 * length.steps };
}

/** Back to the training from which the one at hand went on, as it was then. */
export function goBack(): void {
  const back = latest.peek();
  if (!back) return;
  const { from } = back;
  const isTraining = activity.peek() === "training";
  stopGoingOn();
  pageTraining.peek()?.close();
  batch(() => {
    latest.value = undefined;
    returned.value = back.step;
    marks.value = back.marks;
    pageTraining.value = from;
    if (from.own) ownImages.value = from.own;
    replaceSettings(from.settings);
  });
  if (isTraining && from.activity.peek() === "paused") from.act({ type: "resume" });
}

/** Puts another training in the place of the one at hand, and of all before it. */
export function replaceTraining(training: PageTraining): void {
  stopGoingOn();
  pageTraining.peek()?.close();
  latest.peek()?.from.close();
  batch(() => {
    latest.value = undefined;
    returned.value = undefined;
    marks.value = [];
    refusal.value = undefined;
    pageTraining.value = training;
  });
}

function stopGoingOn(): void {
  const going = goingOn.peek();
  goingOn.value = undefined;
  going?.next.close();
}
