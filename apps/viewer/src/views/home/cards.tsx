import type { JSX } from "preact";
import { lastHrefOf, type ViewName } from "../../app/route.ts";
import { viewTitles } from "../../app/view-titles.ts";
import "./cards.css";

/** A way into each view, with what is to be found there. */
export function Cards() {
  return (
    <ul class="cards">
      {cards.map(({ name, says, sign }) => (
        <li key={name}>
          <a class="card" href={lastHrefOf(name)}>
            <svg viewBox="0 0 48 32" width="72" height="48" aria-hidden="true">
              {sign}
            </svg>
            <strong>{viewTitles[name]}</strong>
            <span>{says}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

interface Card {
  readonly name: ViewName;
  readonly says: string;
  readonly sign: JSX.Element;
}

const cards: readonly Card[] = [
  {
    name: "results",
    says: "Curves, dreams and weights of every run, also while it trains, with one slider over all of its time.",
    sign: (
      <>
        <path class="axis" d="M6 3v25h38" />
        <path class="line" d="M8 6c5 14 12 16 34 18" />
      </>
    ),
  },
  {
    name: "live",
    says: "Choose layers, rates and phases, train in this page, and go through wake and sleep one step at a time.",
    sign: (
      <>
        <path class="line wake" d="M17 27V6m-6 7 6-7 6 7" />
        <path class="line sleep" d="M31 5v21m-6-7 6 7 6-7" />
      </>
    ),
  },
  {
    name: "play",
    says: "Draw a digit: see what is recognized in it, layer by layer, and what it costs in bits. Hold units on or off and let it dream.",
    sign: <path class="line" d="M13 6h21c-6 5-9 11-11 21m-6-11h16" />,
  },
  {
    name: "bars",
    says: "Two causes for one effect: where recognition must fall short of the exact posterior, with exact numbers.",
    sign: (
      <>
        <path class="axis" d="M14 9l10 14L34 9" />
        <circle class="dot wake" cx="14" cy="8" r="4.5" />
        <circle class="dot hollow" cx="34" cy="8" r="4.5" />
        <circle class="dot" cx="24" cy="25" r="4.5" />
      </>
    ),
  },
  {
    name: "tour",
    says: "Never heard of it? Description length, wake and sleep from the beginning, with a machine to try each on.",
    sign: <path class="line" d="M6 27h9v-7h9v-7h9V6h9" />,
  },
];
