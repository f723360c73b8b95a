import { batch, computed, effect, type ReadonlySignal } from "@preact/signals";
import { notify } from "../../app/notify.tsx";
import { text, urlSignal } from "../../app/route.ts";
import { commandLine } from "../../machine/command-line.ts";
import { flags } from "../../machine/flags.ts";
import { defaultPageSettings, hasClasses, type PageSettings } from "../../machine/settings.ts";

const written = flags.map((flag) => ({ flag, text: urlSignal(flag.name, "", text, "live") }));

const read = computed(() => {
  const problems: string[] = [];
  const settings = written.reduce((settings, { flag, text: { value } }) => {
    try {
      return value === "" ? settings : flag.parse(value, settings);
    } catch (error) {
      problems.push(`address: ${flag.name}: ${(error as Error).message}; left as it was`);
      return settings;
    }
  }, defaultPageSettings);
  return { settings: consistent(settings), problems };
});

effect(() => {
  for (const problem of read.value.problems) notify(problem, "error");
});

/** What the next training of this view takes; it stands in the page's URL. */
export const settings: ReadonlySignal<PageSettings> = computed(() => read.value.settings);

/** Changes some of the settings, and with them the URL. */
export function changeSettings(change: Partial<PageSettings>): void {
  replaceSettings({ ...settings.peek(), ...change });
}

/** Takes these settings instead of all others. */
export function replaceSettings(next: PageSettings): void {
  const whole = consistent(next);
  batch(() => {
    for (const { flag, text } of written) text.value = flag.format(whole) ?? "";
  });
}

/** Whether two settings make the same run. */
export function isSameRun(a: PageSettings, b: PageSettings): boolean {
  return commandLine(a) === commandLine(b);
}

// Data without labels has no classes to choose.
function consistent(settings: PageSettings): PageSettings {
  return hasClasses(settings) ? settings : { ...settings, classes: undefined };
}
