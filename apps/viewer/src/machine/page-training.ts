import { type Signal, signal } from "@preact/signals";
import type { PageTraining } from "./training.ts";

/** The training of the page, once there is one; it goes on while other views are open. */
export const pageTraining: Signal<PageTraining | undefined> = signal();
