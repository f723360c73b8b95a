/** The page's looks: light and dark by the reader's choice, narrow screens, and paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1c1d20; --soft: #565a61; --rule: #d3d4d0; --shade: #f1f1ec;
  --curve-0: #0067a5; --curve-1: #b34700; --link: #00518a;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --ink: #e6e6e2; --soft: #a7abb2; --rule: #3b3f45; --shade: #202328;
    --curve-0: #62b6f0; --curve-1: #f5a04c; --link: #8cc8f5;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: break-word;
}
header, main, footer { max-width: 71rem; margin: 0 auto; padding: 0 1rem; }
main > header { padding: 0; margin: 2rem 0; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; text-wrap: balance; }
h1 { font-size: 2rem; margin: 0 0 1rem; }
h2 { font-size: 1.5rem; margin: 3.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; }
h4 { font-size: .95rem; margin: 0 0 .4rem; }
p, dl, ul { max-width: 46rem; }
.lead { font-size: 1.1rem; }
.label { margin: 1.75rem 0 .5rem; break-after: avoid; }
dt { font-weight: 600; margin-top: .6rem; }
dd { margin: 0 0 0 1.25rem; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; max-width: none; }
pre, code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875em; }
pre { background: var(--shade); padding: .75rem 1rem; overflow-x: auto; }
pre code { font-size: .85rem; }
.scroll { overflow-x: auto; margin: 1rem 0 1.5rem; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
th:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 600; text-align: right; vertical-align: bottom; min-width: 4.5rem; }
thead th:first-child, tbody th { text-align: left; }
tbody th { font-weight: 400; min-width: 9rem; }
td { text-align: right; white-space: nowrap; }
td:has(code) { text-align: left; }
small { white-space: nowrap; }
.verdict { border-left: 4px solid var(--curve-0); padding-left: .9rem; }
.side-by-side { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.25rem 2rem; align-items: start; }
figure { margin: 0; min-width: 0; break-inside: avoid; }
figcaption { font-size: .85rem; color: var(--soft); margin-top: .35rem; }
.picture img {
  display: block; width: 100%; height: auto; image-rendering: pixelated;
  background: #8a8d91; border: 2px solid #8a8d91;
}
.chart > svg { display: block; width: 100%; max-width: 34rem; height: auto; }
.chart text { fill: var(--ink); font-size: 13px; }
.axes text { fill: var(--soft); font-size: 12px; }
.axes line { stroke: var(--rule); }
polyline, line.mean { fill: none; stroke-linejoin: round; }
.mean { stroke-width: 2.5; }
.seed { stroke-width: 1; opacity: .45; }
.curve-0 { stroke: var(--curve-0); }
.curve-1 { stroke: var(--curve-1); }
.mean.curve-1 { stroke-dasharray: 7 4; }
rect.curve-0 { fill: var(--curve-0); stroke: none; }
rect.curve-1 { fill: var(--curve-1); stroke: none; }
.key { white-space: nowrap; margin-right: .75rem; }
.key svg { width: 30px; height: 8px; vertical-align: middle; }
summary { cursor: pointer; font-size: .875rem; color: var(--link); margin: .4rem 0; }
details[open] > .scroll { max-height: 22rem; overflow: auto; }
footer { margin: 4rem auto 2rem; color: var(--soft); font-size: .875rem; }
@media (max-width: 40rem) {
  h1 { font-size: 1.6rem; }
  h2 { font-size: 1.3rem; margin-top: 2.5rem; }
}
@page { margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10pt; background: none; }
  header, main, footer { max-width: none; padding: 0; }
  nav, .skip, details:not([open]) { display: none; }
  .scroll { overflow: visible; break-inside: avoid; }
  table { font-size: 7.5pt; width: 100%; }
  th, td { padding: .2rem .35rem; }
  thead th { min-width: 0; }
  tbody th { min-width: 7rem; }
  td code { font-size: 7pt; }
  tr, dl, .verdict { break-inside: avoid; }
  .side-by-side { grid-template-columns: 1fr 1fr; gap: .75rem 1.25rem; }
  h2 { margin-top: 1.5rem; }
}
`;
