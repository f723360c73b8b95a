import { advance, toggle } from "./hands.ts";

/** What the keys are called. */
export const keyNames = { toggle: "space", phase: "comma", step: "full stop" } as const;

/** Hands on the machine by keys, while no field has the focus. Returns what ends this. */
export function listenToKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const isMeant = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
    const action = actions[event.key];
    if (!isMeant || !action || isTaken(event.target, event.key)) return;
    event.preventDefault();
    if (!event.repeat || event.key !== " ") action();
  };
  addEventListener("keydown", onKeyDown);
  return () => removeEventListener("keydown", onKeyDown);
}

const actions: Readonly<Record<string, () => void>> = {
  " ": toggle,
  ",": () => advance("phase"),
  ".": () => advance("step"),
};

// Whether the key has a meaning where the focus is: to type, or to press what has it.
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("dialog[open], [contenteditable]")) return true;
  const typed = "input:not([type=checkbox], [type=range], [type=file]), select, textarea";
  const pressed = "input, button, a, summary, [role=slider], [role=button], [tabindex='0']";
  return target.matches(key === " " ? `${typed}, ${pressed}` : typed);
}
