import { hrefOf, type ViewName } from "../../../app/route.ts";
import { viewTitles } from "../../../app/view-titles.ts";

/** Where to go from here. */
export function Onward() {
  return (
    <>
      <p>
        You know all parts now: a code for images, hidden causes, two sets of weights, and two
        phases in which each teaches the other. The other views are for trying things out.
      </p>
      <ul class="tour-ways">
        {ways.map(([name, says]) => (
          <li key={name}>
            <a href={hrefOf(name)}>{viewTitles[name]}</a> {says}
          </li>
        ))}
      </ul>
      <p>The papers behind it:</p>
      <ul class="tour-ways">
        {papers.map(({ authors, title, place, address }) => (
          <li key={title}>
            {authors}. <a href={address}>{title}</a>. {place}
          </li>
        ))}
      </ul>
    </>
  );
}

const ways: readonly (readonly [ViewName, string])[] = [
  ["live", "Choose layers and rates, train, and go through wake and sleep one step at a time."],
  ["play", "Draw a digit and see what is recognized in it; hold units and let it dream."],
  ["bars", "Two causes that compete for one effect, with exact numbers."],
  ["results", "Curves, dreams and weights of whole runs, your own too."],
];

const papers = [
  {
    authors: "P. Dayan, G. E. Hinton, R. M. Neal, R. S. Zemel",
    title: "The Helmholtz machine",
    place: "Neural Computation 7, 1995, 889–904.",
    address: "https://doi.org/10.1162/neco.1995.7.5.889",
  },
  {
    authors: "G. E. Hinton, P. Dayan, B. J. Frey, R. M. Neal",
    title: "The wake-sleep algorithm for unsupervised neural networks",
    place: "Science 268, 1995, 1158–1161.",
    address: "https://doi.org/10.1126/science.7761831",
  },
];
