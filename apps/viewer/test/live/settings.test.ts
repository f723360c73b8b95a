import { expect, test } from "vitest";
import { useOpened } from "../use-opened.ts";
import { type LivePage, serveLive } from "./live-page.ts";

const site = useOpened(serveLive);

test("an address with a class that no digit has says so, and all digits are learned", async (context) => {
  const live = await site().open(context, "?classes=99&hidden=12,5");
  await live.page
    .getByText("The address says classes=99, but classes from 0 to 9 are needed. It stays all.")
    .waitFor();
  await live.press("Step");
  await live.is("Paused");
  expect(await live.commandLine()).toBe("helmholtz train --hidden 12,5");
});

test("settings of which no machine can be made say why, and the default ones are a button away", async (context) => {
  const live = await site().open(context);
  await live.page.evaluate(() => {
    location.hash = "#/live?data=nothing-idx3-ubyte&batch=7";
  });
  const alert = live.page.getByRole("alert");
  await alert.getByText("the images of nothing-idx3-ubyte are needed").waitFor();
  await live.page.getByText("There is no machine of these settings.").waitFor();
  expect(await live.page.getByText("Waiting for the machine").count()).toBe(0);
  expect(await live.page.getByRole("button", { name: "Try again" }).count()).toBe(0);
  await live.press("Use the default settings");
  await live.is("Ready to start");
  expect(await live.commandLine()).toBe("helmholtz train");
  await live.page.locator(".mirror-pair").first().waitFor();
});

test("before anything is learned, the top layer is predicted without an opinion, at a bit a unit", async (context) => {
  const live = await site().open(context, "?hidden=12,5");
  const predicted = live.page.getByRole("img", { name: /^wake, layer 2, predicted/ }).first();
  expect(await predicted.getAttribute("aria-label")).toBe(
    "wake, layer 2, predicted from the prior: 5.0 bits for 5 states, no opinion",
  );
  await live.page.getByText("no opinion 5.0 bits").first().waitFor();
  expect(await live.page.getByText(/all right|wrong/).count()).toBe(0);
});

test("of bars, the first image that is shown has something on", async (context) => {
  const live = await site().open(context, "?data=bars&hidden=8,1");
  const datum = live.page.getByRole("img", { name: /^wake, pixels, datum/ }).first();
  expect(await datum.getAttribute("aria-label")).not.toMatch(/: 0 of/);
});

test("a field says what it needs, and nothing beside it moves", async (context) => {
  const live = await site().open(context, "?hidden=12,5");
  const units = live.page.getByLabel("Units of layer 1");
  const remove = live.page.getByRole("button", { name: "Remove layer 1" });
  const apart = async () =>
    ((await remove.boundingBox())?.y ?? 0) - ((await units.boundingBox())?.y ?? 0);
  const before = await apart();
  expect(Math.abs(before)).toBeLessThan(3);
  await units.fill("-3");
  await live.page.keyboard.press("Enter");
  await live.page.getByText("At least 1 is needed").waitFor();
  expect(await apart()).toBe(before);
  await units.fill("1.5");
  await live.page.keyboard.press("Enter");
  await live.page.getByText("A whole number is needed").waitFor();
  await units.fill("12");
  await live.page.keyboard.press("Enter");

  const batch = live.page.getByLabel("Batch, images");
  await batch.focus();
  await live.page.keyboard.press("Control+A");
  await live.page.keyboard.type("abc");
  await live.page.keyboard.press("Tab");
  await live.page.getByText("A number is needed").waitFor();
  expect(await live.commandLine()).toBe("helmholtz train --hidden 12,5");
});

test("the label of a field that has the focus is not below the bar", async (context) => {
  const live = await site().open(context, "", { viewport: { width: 1280, height: 600 } });
  await live.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const field = live.page.getByLabel("Units of layer 1");
  await field.focus();
  const [bar, label] = await live.page.evaluate(() => {
    const bar = document.querySelector(".run-bar")?.getBoundingClientRect().bottom ?? 0;
    const id = document.activeElement?.id;
    return [bar, document.querySelector(`label[for="${id}"]`)?.getBoundingClientRect().top ?? 0];
  });
  expect(label).toBeGreaterThanOrEqual(bar);
});

test("the learning rate is one control: what is typed moves the slider, and the slider types", async (context) => {
  const live = await site().open(context, "?hidden=12,5");
  const [typed, slider] = [
    live.page.getByRole("spinbutton", { name: "Learning rate" }),
    live.page.getByRole("slider", { name: "Learning rate, by its size" }),
  ];
  await typed.fill("0.01");
  await live.page.keyboard.press("Enter");
  await expect.poll(() => rateOf(live)).toBe("0.01");
  expect(await slider.getAttribute("aria-valuetext")).toBe("0.01");
  await slider.focus();
  for (let i = 0; i < 20; i++) await slider.press("ArrowRight");
  await expect.poll(() => rateOf(live)).toBe("0.1");
  expect(await typed.inputValue()).toBe("0.1");
});

async function rateOf(live: LivePage): Promise<string | undefined> {
  return /--rate (\S+)/.exec(await live.commandLine())?.[1];
}
