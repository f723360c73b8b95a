import { expect, test } from "vitest";
import { accessibilityProblems } from "../shell/check-page.ts";
import { useOpened } from "../use-opened.ts";
import { serveLive } from "./live-page.ts";
import { openRun, trainInNode } from "./node-training.ts";

const site = useOpened(serveLive);

test("an ended run says what came of it, and trained on becomes the run of twice its length", async (context) => {
  const live = await site().open(context, "?classes=3,8&hidden=12,5&steps=60&seed=7");
  await live.press("Start");
  await live.is("Training has ended");
  const said = await live.page.getByText(/^Done: /).textContent();
  expect(said).toMatch(/^Done: 60 steps, 0\.\d+ epochs, held out \d+\.\d bits\.$/);
  const { directory } = await live.save();
  const { end } = await (await openRun(directory)).state();
  expect(said).toContain(` ${end?.heldOut?.descriptionLength.toFixed(1)} bits`);
  expect(await accessibilityProblems(live.page)).toEqual([]);
  const results = live.page.getByRole("link", { name: "See it in Results" });
  expect(await results.getAttribute("href")).toMatch(/^#\/results\?runs=page\/\d+$/);

  await live.press("Train on");
  await live.page.getByText(/^Done: 120 steps, /).waitFor();
  expect(await live.commandLine()).toContain("--steps 120");
  const node = await trainInNode(
    "mnist",
    { hidden: [12, 5], length: { steps: 120 }, seed: 7 },
    { classes: [3, 8] },
  );
  const { checkpoint } = await live.save();
  expect(Buffer.compare(checkpoint, node.checkpoint)).toBe(0);

  await live.press("Go back");
  expect(await live.page.getByText(/^Done: /).textContent()).toBe(said);
  expect(await live.commandLine()).toContain("--steps 60");
});

test("settings with which an ended machine cannot go on leave only a new run", async (context) => {
  const live = await site().open(context, "?data=bars&hidden=4&steps=20");
  await live.press("Start");
  await live.page.getByRole("button", { name: "Train on" }).waitFor();
  await live.page.getByLabel("Seed").fill("8");
  await live.page.keyboard.press("Enter");
  await live.page.getByText(/^Done: 20 steps.*Another seed makes another machine\.$/).waitFor();
  expect(await live.page.getByRole("button", { name: "Train on" }).count()).toBe(0);
  await live.press("New run");
  await live.page.getByText(/^Done: 20 steps.* bits\.$/).waitFor();
});

test("with both phases off the bar says that nothing learns", async (context) => {
  const live = await site().open(context, "?hidden=12,5&steps=100000");
  const says = live.page.getByRole("status").filter({ hasText: "Nothing learns" });
  await live.press("Step");
  await live.is("Paused");
  await live.page.getByLabel("Wake", { exact: true }).uncheck();
  await live.page.getByText("does not learn: wake is off").waitFor();
  expect(await says.count()).toBe(0);
  await live.page.getByLabel("Sleep", { exact: true }).uncheck();
  await says.waitFor();
  expect(await says.textContent()).toBe("Nothing learns: wake and sleep are off.");
  await live.page.getByLabel("Wake", { exact: true }).check();
  await says.waitFor({ state: "detached" });
});

test("a step that is asked for while a machine is opened is taken then", async (context) => {
  const live = await site().open(context, "?hidden=12,5&steps=100000");
  let open = () => {};
  const mayOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  await live.page.route("**/train.worker*", async (route) => {
    await mayOpen;
    await route.continue();
  });
  await live.press("Step");
  await live.is("Paused");
  await live.press("Reset");
  await live.press("Step");
  await live.press("Phase");
  await live.page.getByText(/^[\d,]+ of [\d,]+$/).waitFor({ state: "detached" });
  open();
  await expect.poll(live.step).toBe(1);
  await live.is("Paused");
});

test("a run whose worker is lost says why it cannot be saved", async (context) => {
  const live = await site().open(context, "?hidden=12,5&steps=100000");
  await live.press("Step");
  await live.is("Paused");
  await live.page.route("**/train.worker*", (route) => route.abort());
  await live.press("Reset");
  await live.page.getByRole("alert").getByText("its worker failed").waitFor();
  await live.press("Save run");
  await live.page.getByRole("log").getByText("its worker failed").waitFor();
});

test.for([1280, 1024, 360])(
  "nothing in the bar moves as figures grow, at %d px",
  async (width, context) => {
    const viewport = { width, height: 800 };
    const live = await site().open(context, "?hidden=12,5&steps=1000000", { viewport });
    // How high it is, and where its parts and what is below begin.
    const places = () =>
      live.page.evaluate(() => {
        const { height } = document.querySelector(".run-bar")?.getBoundingClientRect() ?? {};
        const parts = document.querySelectorAll(".run-bar :is(button, label, dt), .live-body");
        const corners = [...parts].map((part) => part.getBoundingClientRect());
        return JSON.stringify([height, ...corners.map(({ x, y }) => [x, y + scrollY])]);
      });
    const seen = new Set([await places()]);
    await live.press("Start");
    for (let i = 0; i < 12; i++) {
      await live.page.waitForTimeout(150);
      seen.add(await places());
    }
    expect(await live.step()).toBeGreaterThan(100);
    expect([...seen]).toEqual([...seen].slice(0, 1));
  },
);

test("what one came for is in the first window, and settings are in reach in a narrow one", async (context) => {
  const live = await site().open(context, "?hidden=100,20", {
    viewport: { width: 1280, height: 800 },
  });
  await live.page.locator(".mirror-pair").first().waitFor();
  const bottom = async (part: string) => {
    const box = await live.page.locator(part).first().boundingBox();
    return (box?.y ?? Number.NaN) + (box?.height ?? 0);
  };
  expect(await bottom(".run-bar")).toBeLessThan(240);
  expect(await bottom(".mirror-pair")).toBeLessThan(600);
  expect(await bottom(".main-chart")).toBeLessThan(800);
  expect(await bottom(".stage-weights")).toBeLessThan(1800);

  await live.page.setViewportSize({ width: 360, height: 740 });
  const batch = live.page.getByLabel("Batch, images");
  expect(await batch.isVisible()).toBe(false);
  const fold = live.page.getByRole("button", { name: "Settings" });
  expect((await fold.boundingBox())?.y).toBeLessThan(740);
  await fold.press("Enter");
  await batch.fill("50");
  await live.page.keyboard.press("Enter");
  await live.page.waitForURL(/batch=50/);
  expect(await accessibilityProblems(live.page)).toEqual([]);
  await fold.click();
  expect(await batch.isVisible()).toBe(false);
});

test("the curves that begin with the first step take no room before it", async (context) => {
  const live = await site().open(context, "?hidden=12,5&steps=60");
  const more = live.page.getByRole("region", { name: "More curves" });
  expect((await more.boundingBox())?.height).toBeLessThan(150);
  await live.press("Start");
  await live.is("Training has ended");
  await more.scrollIntoViewIfNeeded();
  await more.locator(".chart").nth(2).waitFor();
});
