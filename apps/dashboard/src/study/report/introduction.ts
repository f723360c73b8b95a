import type { StudyResults } from "../results.ts";
import { type Html, html } from "./html.ts";
import { fixed } from "./numbers.ts";

/** What this page is about. */
export function introduction({ data, runs }: StudyResults): Html {
  return html`<header>
<h1>Wake-sleep on digits: a report, reproduced and put right</h1>
<p class="lead">A student’s report on the wake-sleep algorithm had machines learn handwritten digits and
gave a cost for each experiment. Here the experiments are done again, in ${fixed(runs.length, 0)} runs on
${data.name} (${fixed(data.train, 0)} images to learn from, ${fixed(data.heldOut, 0)} held out), and each
cost is counted twice: as the assignment’s starter code counted it, and as it should be counted.</p>
</header>
`;
}

/** What the words mean that the figures have. */
export function measuresSection(): Html {
  return html`<section aria-labelledby="measures">
<h2 id="measures">What is measured</h2>
<p>A <strong>Helmholtz machine</strong> describes a picture in two parts: what is in it, as hidden units
that are on or off, and what the pixels have beyond that. <strong>Recognition</strong> weights go up, from
pixels to hidden units; <strong>generative</strong> weights go down, from hidden units to pixels. In the
<strong>wake</strong> phase the machine recognizes a picture and the generative weights learn to make it
again. In the <strong>sleep</strong> phase it dreams, and the recognition weights learn to recognize the
dream.</p>
<p>A good description is short. The papers count it in bits per picture:</p>
<dl>
<dt>Cost, equation 3</dt>
<dd>The bits to tell the states of all units, each by the probability that the machine gives it.</dd>
<dt>Description length, equation 5</dt>
<dd>The cost, less the bits that are got back because several descriptions would do. This is what a
machine is to be judged by.</dd>
<dt>−log p</dt>
<dd>The least that the description length could be with these generative weights, if recognition were
perfect. Estimated with 50 samples an image.</dd>
<dt>The starter code’s cost</dt>
<dd>Meant to be the first of these, but three things are otherwise. It <em>adds up</em> over all images of an epoch,
so it grows with their number. It <em>divides</em> by the number of units, hidden ones included. And it
takes its probabilities from an unrelated dream: it asks how well one picture is predicted by what the
machine made up for another. Multiplied by the units and divided by the images it is in bits per image,
and can be set beside the others.</dd>
</dl>
</section>
`;
}
