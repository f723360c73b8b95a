import type { Backend } from "./backend.ts";
import { cpu } from "./backends/cpu.ts";
import { wakeSleep } from "./learning/wake-sleep.ts";

/** Learning rules by name. */
export const rules = { "wake-sleep": wakeSleep };

export type RuleName = keyof typeof rules;

/** Backends by name; each is loaded and opened when it is called. */
export const backends = { cpu: async (): Promise<Backend> => cpu() };

export type BackendName = keyof typeof backends;

/** Whether there is a rule of this name. */
export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(rules, name);
}

/** Whether there is a backend of this name. */
export function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(backends, name);
}
