import { useEffect, useRef } from "preact/hooks";
import { Notices } from "./notify.tsx";
import { hrefOf, lastHrefOf, view, viewNames } from "./route.ts";
import { ThemeSwitch } from "./theme-switch.tsx";
import { ViewOutlet } from "./view-outlet.tsx";
import { viewTitles } from "./view-titles.ts";
import "./page.css";
import "./shell.css";

/** The page around the views: name, navigation, theme, notices. */
export function Shell() {
  const name = view.value;
  const main = useRef<HTMLElement>(null);
  const entered = useRef(name);
  useEffect(() => {
    document.title = name === "home" ? NAME : `${viewTitles[name]} · ${NAME}`;
    if (entered.current === name) return;
    // As after a page load: from the top, and the keyboard goes on within the new view.
    entered.current = name;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [name]);
  return (
    <>
      <button type="button" class="skip-link" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <header class="shell-header">
        <a class="shell-name" href={hrefOf("home")}>
          <svg viewBox="0 0 16 16" width="22" height="22" aria-hidden="true">
            <path class="wake-fill" d="M7.5 1a7 7 0 0 0 0 14z" />
            <path class="sleep-fill" d="M8.5 1a7 7 0 0 1 0 14z" />
          </svg>
          {NAME}
        </a>
        <nav aria-label="Views">
          <ul>
            {viewNames.map((other) => (
              <li key={other}>
                <a
                  href={other === name ? hrefOf(other) : lastHrefOf(other)}
                  aria-current={other === name ? "page" : undefined}
                >
                  {viewTitles[other]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ThemeSwitch />
      </header>
      <main ref={main} tabIndex={-1}>
        <ViewOutlet key={name} name={name} />
      </main>
      <footer class="shell-footer">
        <p>
          Helmholtz machines and the wake-sleep algorithm: Dayan, Hinton, Neal and Zemel, and
          Hinton, Dayan, Frey and Neal, 1995. Everything on this page is computed in it.
        </p>
      </footer>
      <Notices />
    </>
  );
}

const NAME = "Helmholtz machine";
