import type { Page } from "playwright-core";

/** The weights that the font of these tests has. */
export const fontWeights = [400, 700] as const;

/**
 * Has everything in a page set in one font from the test's own site, whatever the machine has, and
 * every letter at the same place each time. Before the page is opened.
 */
export async function setLookStyle(page: Page, siteUrl: string): Promise<void> {
  await page.addInitScript((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }, cssOf(siteUrl));
}

/** Waits for the font; rejects where it cannot be had, which would look like another machine. */
export async function awaitLookFont(page: Page): Promise<void> {
  await page.evaluate(
    (fonts) => Promise.all(fonts.map((font) => document.fonts.load(font))),
    fontWeights.map((weight) => `${weight} 16px Look`),
  );
}

function cssOf(siteUrl: string): string {
  const faces = fontWeights.map(
    (weight) =>
      `@font-face { font-family: Look; font-weight: ${weight}; src: url("${siteUrl}look-font/${weight}.woff2"); }`,
  );
  return `${faces.join("\n")}
    :root { --sans: Look; --serif: Look; --mono: Look; }
    code, kbd, pre, samp { font-family: Look; }
    ${ON_WHOLE_PIXELS}`;
}

// What sticks between two pixels is rounded up or down, depending on what was drawn before.
const ON_WHOLE_PIXELS =
  ":is(.network-unit, .results-contents, .tour-contents, .run-bar) { position: static; }";
