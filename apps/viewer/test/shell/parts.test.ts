import { fileURLToPath } from "node:url";
import { servePage } from "@helmholtz/vitest/browser";
import type { Page } from "playwright-core";
import { expect, type TestContext, test } from "vitest";
import { openPage } from "../open-page.ts";
import { useSite } from "../use-site.ts";
import { accessibilityProblems, expectNoSidewaysScroll } from "./check-page.ts";

// A page of all parts.
const root = fileURLToPath(new URL("page", import.meta.url));
const site = useSite((folder) => servePage(root, folder));

const visit = (context: TestContext, hash: string) => openPage(context, `${site().url}${hash}`);

const stateOf = async (page: Page) =>
  JSON.parse((await page.getByTestId("state").textContent()) ?? "");

test("parameters of the URL set signals, and what they cannot be is left out", async (context) => {
  const page = await visit(context, "#/live?hidden=30,10&rate=x&paused=1&other=kept");
  await expect.poll(() => stateOf(page)).toEqual(["live", [30, 10], 5, true, "wake-sleep"]);
  await page.waitForURL(/#\/live\?hidden=30,10&paused=1&other=kept$/);
});

test("a change replaces the history entry, and a preset is left out", async (context) => {
  const page = await visit(context, "#/live?rate=6");
  const entries = await page.evaluate(() => history.length);
  await page.getByLabel("Rate").press("ArrowRight");
  await page.waitForURL(/#\/live\?rate=7$/);
  await page.getByLabel("Rule").fill("ä & b");
  await page.waitForURL(/#\/live\?rate=7&rule=%C3%A4%20%26%20b$/);
  await page.getByLabel("Rate").fill("5");
  await page.getByLabel("Rule").fill("wake-sleep");
  await page.waitForURL(/#\/live$/);
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test("links and going back set signals; of another view, they stay", async (context) => {
  const page = await visit(context, "#/live?hidden=3");
  await page.getByText("Seven and eight").click();
  await expect.poll(() => stateOf(page)).toEqual(["live", [7, 8], 9, false, "wake-sleep"]);
  await page.getByText("Elsewhere").click();
  await expect.poll(() => stateOf(page)).toEqual(["play", [7, 8], 9, false, "wake-sleep"]);
  await page.goBack();
  await page.goBack();
  await expect.poll(() => stateOf(page)).toEqual(["live", [3], 5, false, "wake-sleep"]);
});

test("an unknown address is home", async (context) => {
  const page = await visit(context, "#/__proto__?hidden=1");
  await expect.poll(async () => (await stateOf(page))[0]).toBe("home");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1024]) {
    test(`every part is accessible in ${colorScheme} at ${width} px`, async (context) => {
      const page = await visit(context, "#/live?rule=");
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.getByText("Fail").click();
      expect(await accessibilityProblems(page)).toEqual([]);
      await expectNoSidewaysScroll(page);
      await page.getByRole("button", { name: "Close" }).click();
      await page.getByText("Open dialog").click();
      await page.getByRole("dialog").waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  }
}

test("a number that cannot be is kept in sight, explained and not passed on", async (context) => {
  const page = await visit(context, "#/live");
  const units = page.getByLabel("Units");
  await units.fill("501");
  await units.press("Enter");
  await expect.poll(() => units.getAttribute("aria-invalid")).toBe("true");
  expect(await page.locator(".field-error").textContent()).toMatch(/500/);
  await expect.poll(async () => (await stateOf(page))[1]).toEqual([100]);
  await units.fill("20");
  await units.press("Enter");
  await expect.poll(() => units.getAttribute("aria-invalid")).toBe("false");
  await expect.poll(async () => (await stateOf(page))[1]).toEqual([20]);
});

test("arrow keys go from tab to tab", async (context) => {
  const page = await visit(context, "");
  const tab = (name: string) => page.getByRole("tab", { name });
  await tab("First").focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => tab("Second").getAttribute("aria-selected")).toBe("true");
  expect(await tab("Second").evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tabpanel").getByText("Panel of first").waitFor();
});

test("a table sorts by its heads and selects its rows, by keyboard", async (context) => {
  const page = await visit(context, "");
  const names = () => page.locator("tbody th").allTextContents();
  await page.getByRole("button", { name: "Name" }).press("Enter");
  await expect.poll(names).toEqual(["c", "b", "a"]);
  expect(await page.locator("[aria-sort]").getAttribute("aria-sort")).toBe("descending");
  await page.getByLabel("Select b").press("Space");
  await page.locator('tr[aria-selected="true"] th:text-is("b")').waitFor();
});

test("a dialog holds the focus, closes with Escape and gives the focus back", async (context) => {
  const page = await visit(context, "");
  const opener = page.getByText("Open dialog");
  await opener.press("Enter");
  const dialog = page.getByRole("dialog", { name: "A question" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  await opener.press("Enter");
  await dialog.waitFor();
});

test("an error stays in sight until it is closed", async (context) => {
  const page = await visit(context, "");
  await page.getByText("Fail").click();
  await page.getByText("Fail", { exact: true }).click();
  const notices = page.getByRole("log");
  await notices.getByText("It failed").waitFor();
  expect(await notices.getByText("It failed").count()).toBe(1);
  await notices.getByRole("button", { name: "Close" }).click();
  await notices.getByText("It failed").waitFor({ state: "detached" });
});

test("chosen files come with their names", async (context) => {
  const page = await visit(context, "");
  const file = { name: "a.json", mimeType: "application/json", buffer: Buffer.from("{}") };
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByTestId("files").getByText("a.json").waitFor();
});
