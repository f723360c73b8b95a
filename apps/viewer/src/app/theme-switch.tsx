import { type Theme, theme, themes } from "./theme.ts";
import "./theme-switch.css";

/** Chooses among the system's colours, light ones and dark ones. */
export function ThemeSwitch() {
  return (
    <fieldset class="theme-switch">
      <legend class="visually-hidden">Theme</legend>
      {themes.map((name) => (
        <label key={name} title={`Theme: ${name}`}>
          <input
            type="radio"
            name="theme"
            class="visually-hidden"
            checked={theme.value === name}
            onChange={() => {
              theme.value = name;
            }}
          />
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            {icons[name]}
          </svg>
          <span class="visually-hidden">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

const icons: Record<Theme, preact.JSX.Element> = {
  auto: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </>
  ),
  light: (
    <>
      <circle cx="8" cy="8" r="3" fill="currentColor" />
      <path
        d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6 13 13M3 13l1.4-1.4M11.6 4.4 13 3"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
      />
    </>
  ),
  dark: <path d="M13.5 10A6 6 0 0 1 6 2.5 6 6 0 1 0 13.5 10z" fill="currentColor" />,
};
