import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";

const STORAGE_KEY = "helmholtz-theme";

export const themes = ["auto", "light", "dark"] as const;

/** `auto` follows the system. */
export type Theme = (typeof themes)[number];

/** The theme that was chosen; remembered where the browser lets a page remember. */
export const theme: Signal<Theme> = signal(remembered());

const dark = matchMedia("(prefers-color-scheme: dark)");
const systemIsDark = signal(dark.matches);
dark.addEventListener("change", ({ matches }) => {
  systemIsDark.value = matches;
});

/** The colours in use, for what is drawn by hand and must be drawn again when they change. */
export const colorScheme: ReadonlySignal<"light" | "dark"> = computed(() =>
  theme.value === "auto" ? (systemIsDark.value ? "dark" : "light") : theme.value,
);

effect(() => {
  document.documentElement.dataset.theme = colorScheme.value;
});

effect(() => {
  try {
    localStorage.setItem(STORAGE_KEY, theme.value);
  } catch {
    // Storage is closed to this page: the choice lasts as long as the page.
  }
});

function remembered(): Theme {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return themes.find((name) => name === stored) ?? "auto";
  } catch {
    return "auto";
  }
}
