import type { Page } from "playwright-core";

/** A view of the viewer in a state that is the same at every visit. */
export interface View {
  readonly name: string;
  /** Its address within the site. */
  readonly path: string;
  /** Does what there is to do, and waits until all is there. */
  reach(page: Page): Promise<unknown>;
  /** What the window begins with. Default the top of the page. */
  readonly from?: string;
  /** Takes out what only the machine's speed decides. */
  still?(page: Page): Promise<void>;
}

/** Every view, and its main states. */
export const views: readonly View[] = [
  {
    name: "home",
    path: "#/",
    reach: (page) => page.locator(".living .pixel").first().waitFor(),
  },
  {
    name: "results",
    path: "#/results",
    reach: (page) =>
      page
        .locator("tbody")
        .getByText("done")
        .nth(RUNS - 1)
        .waitFor(),
  },
  {
    name: "results-compared",
    path: "#/results?runs=runs/bars-0,runs/bars-1",
    reach: awaitResults,
  },
  {
    name: "results-pictures",
    path: "#/results?runs=shipped/digits",
    reach: awaitResults,
    from: '.panel:has(h2:text-is("Dreams"))',
  },
  {
    name: "live-ready",
    path: "#/live?hidden=30,10",
    reach: (page) => awaitLive(page, "Ready to start"),
  },
  {
    name: "live-ended",
    path: "#/live?hidden=12,5&steps=60&seed=7",
    async reach(page) {
      await awaitLive(page, "Ready to start");
      await page.getByRole("button", { name: "Start", exact: true }).click();
      await awaitLive(page, "Training has ended");
    },
    still: hideSpeed,
  },
  {
    name: "play-draw",
    path: "#/play?image=7",
    reach: (page) => page.locator(".bits-table tfoot").waitFor(),
  },
  {
    name: "play-classes",
    path: "#/play?tab=classes&image=5",
    reach: (page) => page.locator(".class-bits tbody tr").nth(9).waitFor(),
  },
  {
    name: "play-dream",
    path: "#/play?tab=dream",
    reach: (page) => page.locator(".nearest").waitFor(),
  },
  {
    name: "bars",
    path: "#/bars",
    reach: (page) => page.locator(".bars-correlations").waitFor(),
  },
  {
    name: "tour",
    path: "#/tour",
    reach: (page) => page.locator("#tour-message .bit-bar").first().waitFor(),
  },
  {
    name: "tour-length",
    path: "#/tour?chapter=length",
    reach: (page) => page.locator("#tour-length .bit-bar").nth(4).waitFor(),
    from: "#tour-length",
  },
];

// Two of the test's, and those that come with the page.
const RUNS = 14;

async function awaitResults(page: Page): Promise<void> {
  await page
    .locator("tbody")
    .getByText("done")
    .nth(RUNS - 1)
    .waitFor();
  await page.locator(".bits-table").first().waitFor();
  await page.locator(".chart").first().waitFor();
}

async function awaitLive(page: Page, state: string): Promise<void> {
  const bar = page.getByRole("region", { name: "Training" });
  await bar.getByText(state, { exact: true }).waitFor({ state: "attached" });
}

// What takes its place has the same width at any speed.
async function hideSpeed(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fact of document.querySelectorAll(".run-status dl > div")) {
      const [name, value] = fact.children;
      const isOfSpeed = /per second|left/.test(name?.textContent ?? "");
      if (isOfSpeed && value) value.textContent = "–";
    }
    for (const chart of document.querySelectorAll<HTMLElement>(".chart")) {
      const title = chart.querySelector(".chart-title")?.textContent ?? "";
      chart.style.visibility = title.startsWith("Speed") ? "hidden" : "";
    }
  });
}
