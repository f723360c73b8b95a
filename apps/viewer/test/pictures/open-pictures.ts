import { fileURLToPath } from "node:url";
import { servePage } from "@helmholtz/vitest/browser";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { TestContext } from "vitest";
import { openPage } from "../open-page.ts";
import { useSite } from "../use-site.ts";

const root = fileURLToPath(new URL("page", import.meta.url));
const site = useSite((folder) => servePage(root, folder));

/** The page of pictures, with a machine that was trained in it. */
export async function openPictures(
  context: TestContext,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const viewport = { width: 1024, height: 800 };
  const page = await openPage(context, site().url, { viewport, ...options });
  await page.locator("#known canvas").first().waitFor();
  return page;
}
