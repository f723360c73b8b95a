import { batch, computed, effect, type ReadonlySignal } from "@preact/signals";
import { notify, settle } from "../../app/notify.tsx";
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
      const { message } = error as Error;
      const stays = flag.text(settings) ?? "all";
      problems.push(
        `The address says ${flag.name}=${value.slice(0, 40)}, but ${needed(message)}. It stays ${stays}.`,
      );
      return settings;
    }
  }, defaultPageSettings);
  return { settings: consistent(settings), problems };
});

const ABOUT_ADDRESS = "address";

effect(() => {
  const { problems } = read.value;
  if (problems.length > 0) notify(problems, "error", ABOUT_ADDRESS);
  else settle(ABOUT_ADDRESS);
});

// What came stands there already.
function needed(message: string): string {
  return message.replace(/^an integer/, "a whole number").replace(/, got .*$/s, "");
}

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

/** Whether one of them, as the command line calls it, is the same in both. */
export function isSameText(name: string, a: PageSettings, b: PageSettings): boolean {
  const flag = flags.find((flag) => flag.name === name);
  return flag?.format(a) === flag?.format(b);
}

// Data without labels has no classes to choose.
function consistent(settings: PageSettings): PageSettings {
  return hasClasses(settings) ? settings : { ...settings, classes: undefined };
}
