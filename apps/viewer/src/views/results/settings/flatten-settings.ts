import type { RunRecord } from "@helmholtz/core";

/**
 * Every setting of a run by its name, as text: `optimizer.rate`, `data.classes`, in the order of
 * its record. Records may hold more than this version knows, from anybody: what is nested deeper
 * than six names or beyond the first thousand is left out.
 */
export function flattenSettings(record: RunRecord): Map<string, string> {
  const settings = new Map<string, string>();
  const add = (name: string, value: unknown, depth: number): void => {
    if (settings.size >= MOST_SETTINGS) return;
    if (isGroup(value) && depth < MOST_DEPTH) {
      for (const [key, inner] of Object.entries(value)) {
        add(name ? `${name}.${key}` : key, inner, depth + 1);
      }
    } else settings.set(name, settingText(name, value));
  };
  const { options, format: _, ...rest } = record;
  add("", { ...rest, ...options }, 0);
  return settings;
}

// What each phase learns where it is on.
const LEARNED: Readonly<Record<string, string>> = { wake: "generative", sleep: "recognition" };

const MOST_DEPTH = 6;
const MOST_SETTINGS = 1000;
const MOST_CHARACTERS = 200;

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// A phase is the directions that learn in it; a class list of null is all of them.
function settingText(name: string, value: unknown): string {
  if (value === null) return "all";
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) {
    const list = value.join(", ");
    if (list === "") return "off";
    return list === LEARNED[name] ? "on" : cut(list);
  }
  return cut(typeof value === "object" ? JSON.stringify(value) : String(value));
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
