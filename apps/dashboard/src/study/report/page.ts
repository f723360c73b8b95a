import { type Html, html, trusted } from "./html.ts";
import { style } from "./style.ts";

/** A part of the page that the table of contents leads to. */
export interface Chapter {
  /** Of its heading. */
  readonly id: string;
  readonly title: string;
}

/** The whole page: everything that it needs is in it. */
export function page({
  title,
  chapters,
  content,
}: {
  title: string;
  chapters: readonly Chapter[];
  content: readonly (Html | undefined)[];
}): string {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<main id="main">
${content[0]}
<nav aria-label="Contents"><ul>
${chapters.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav>
${content.slice(1)}
</main>
<footer>
<p>Equation numbers are those of G. E. Hinton, P. Dayan, B. J. Frey and R. M. Neal, “The wake-sleep algorithm for unsupervised neural networks”, Science 268 (1995), 1158–1161.</p>
</footer>
</body>
</html>
`;
  return markup;
}
