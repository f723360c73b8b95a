import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, type Site } from "@helmholtz/vitest/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, type TestContext, test } from "vitest";
import { comparePictures, type Difference } from "./compare-pictures.ts";
import { type Look, looks, nameOf, takePicture } from "./look.ts";
import { awaitLookFont, setLookStyle } from "./look-style.ts";
import { openLooksSite } from "./looks-site.ts";
import { encodePicture, type Picture } from "./picture.ts";
import { keepReferences, readReference, writeReference } from "./references.ts";
import { type View, views } from "./views.ts";

const isAccepting = Boolean(process.env.ACCEPT_LOOKS);
const HOW_TO_ACCEPT =
  "if it should look like that: ACCEPT_LOOKS=1 npx -y pnpm@12.21.0 vitest run apps/viewer/test/looks";
const TIMEOUT_MS = 120_000;

// Another machine's rounding may change a few; what a person would notice changes hundreds.
const MOST_PIXELS = 20;

// Pictures by the processor alone are the same on every one, and made sooner.
const flags = ["--disable-gpu", "--font-render-hinting=none", "--disable-lcd-text"];

const calibration: View = {
  name: "calibration",
  path: "calibration.html",
  reach: (page) => page.locator("svg").waitFor(),
};
const calibrationLook: Look = { colorScheme: "light", width: 500, tallest: 600 };

let site: Site;
let browser: Browser | undefined;
let isLikeReferences: Promise<boolean> | undefined;
let failures: string | undefined;
beforeAll(async () => {
  site = await openLooksSite();
}, TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
  if (!isAccepting) return;
  const names = views.flatMap((view) => looks.map((look) => nameOf(view, look)));
  await keepReferences(new Set([nameOf(calibration, calibrationLook), ...names]));
});

for (const view of views) {
  test(`${view.name} looks as it did`, { timeout: TIMEOUT_MS }, async (context) => {
    await skipOnOtherMachine(context);
    await using page = await visit(context, view);
    const problems: string[] = [];
    for (const look of looks) problems.push(...(await problemsOf(page, view, look)));
    expect(problems, HOW_TO_ACCEPT).toEqual([]);
  });
}

test("what moves by 4 pixels, is missing or has another colour is seen", {
  timeout: TIMEOUT_MS,
}, async (context) => {
  await skipOnOtherMachine(context);
  const [home, look] = [views[0] as View, looks[1] as Look];
  const reference = await readReference(nameOf(home, look));
  for (const change of [
    ".home-way { margin-left: 4px; }",
    ".living-head button { visibility: hidden; }",
    ":root { --accent: #4a48a6; }",
  ]) {
    await using page = await visit(context, home);
    await page.addStyleTag({ content: change });
    const actual = await takePicture(page, home, look, () => true);
    const { pixels } = comparePictures(actual, reference as Picture);
    expect(pixels, change).toBeGreaterThan(5 * MOST_PIXELS);
  }
});

async function visit(context: TestContext, view: View): Promise<Page> {
  browser ??= await launchChromium(context, flags);
  const page = await browser.newPage({
    ...{ reducedMotion: "reduce", locale: "en-US", timezoneId: "UTC", deviceScaleFactor: 1 },
  });
  page.setDefaultTimeout(20_000);
  await setLookStyle(page, site.url);
  await page.goto(`${site.url}${view.path}`);
  await awaitLookFont(page);
  await view.reach(page);
  return page;
}

// A Chromium of another make would differ everywhere, and say nothing of the viewer.
async function skipOnOtherMachine(context: TestContext): Promise<void> {
  isLikeReferences ??= (async () => {
    const name = nameOf(calibration, calibrationLook);
    if (!isAccepting && !(await readReference(name))) {
      throw new Error(`${name}: a reference is needed, there is none; ${HOW_TO_ACCEPT}`);
    }
    await using page = await visit(context, calibration);
    return (await problemsOf(page, calibration, calibrationLook)).length === 0;
  })();
  if (await isLikeReferences) return;
  const version = browser?.version();
  context.skip(
    `letters and gradients by Chromium ${version} differ from the references': ${failures}`,
  );
}

async function problemsOf(page: Page, view: View, look: Look): Promise<string[]> {
  const name = nameOf(view, look);
  const reference = await readReference(name);
  let difference: Difference | undefined;
  const isAlike = (picture: Picture) => {
    difference = reference && comparePictures(picture, reference);
    return difference !== undefined && difference.pixels <= MOST_PIXELS;
  };
  // A new reference is of a page at rest.
  const actual = await takePicture(page, view, look, isAccepting ? () => false : isAlike);
  if (isAccepting) {
    if (!isAlike(actual)) await writeReference(name, actual);
    return [];
  }
  if (difference && difference.pixels <= MOST_PIXELS) return [];
  failures ??= await mkdtemp(join(tmpdir(), "helmholtz-looks-"));
  const file = (what: string) => join(failures as string, `${name}.${what}.png`);
  await writeFile(file("actual"), encodePicture(actual));
  if (!difference) return [`${name}: there is no reference; now: ${file("actual")}`];
  await writeFile(file("diff"), encodePicture(difference.picture));
  return [`${name}: ${difference.pixels} pixels differ: ${file("actual")}, ${file("diff")}`];
}
