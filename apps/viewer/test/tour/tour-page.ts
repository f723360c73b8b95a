import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import type { TestContext } from "vitest";
import { openPage } from "../open-page.ts";
import { serveViewer } from "../shell/serve-viewer.ts";
import { useSite } from "../use-site.ts";

/** What a person sees of a chapter. */
export interface TourPage {
  readonly page: Page;
  readonly chapter: Locator;
  press(name: string): Promise<void>;
  /** The bits beside a name. */
  bits(name: string): Promise<string>;
}

const site = useSite(serveViewer);

/** Opens a chapter, with parameters such as `&image=255`; nothing moves by itself unless told so. */
export async function openTour(
  context: TestContext,
  name: string,
  params = "",
  options: BrowserContextOptions = {},
): Promise<TourPage> {
  const url = `${site().url}#/tour?chapter=${name}${params}`;
  const page = await openPage(context, url, { reducedMotion: "reduce", ...options });
  const chapter = page.locator(`#tour-${name}`);
  await chapter.waitFor();
  return {
    page,
    chapter,
    press: (button) => chapter.getByRole("button", { name: button, exact: true }).click(),
    async bits(named) {
      const bar = chapter.locator(".bit-bar", { has: page.getByText(named, { exact: true }) });
      return (await bar.locator(".bit-bar-value").textContent()) ?? "";
    },
  };
}
