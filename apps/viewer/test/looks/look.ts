import type { Page } from "playwright-core";
import { decodePicture, type Picture } from "./picture.ts";
import type { View } from "./views.ts";

/** How a view is looked at. */
export interface Look {
  readonly colorScheme: "light" | "dark";
  /** Pixels across. */
  readonly width: number;
  /** Most pixels down; a page that is shorter is seen whole. */
  readonly tallest: number;
}

/** In the order that takes the least work. */
export const looks: readonly Look[] = [
  { colorScheme: "light", width: 360, tallest: 1800 },
  { colorScheme: "light", width: 1024, tallest: 2200 },
  { colorScheme: "dark", width: 1024, tallest: 900 },
  { colorScheme: "light", width: 1920, tallest: 900 },
];

/** The name of its reference. */
export function nameOf(view: View, { colorScheme, width }: Look): string {
  return `${view.name}-${colorScheme}-${width}`;
}

/**
 * Takes pictures of a page until one is right, or until nothing changes any more; gives the last one.
 *
 * @throws Error where it goes on changing.
 */
export async function takePicture(
  page: Page,
  view: View,
  look: Look,
  isRight: (picture: Picture) => boolean,
): Promise<Picture> {
  await page.emulateMedia({ colorScheme: look.colorScheme });
  let last: Buffer | undefined;
  let unchanged = 0;
  let height = LEAST_HEIGHT;
  for (let taken = 0; taken < MOST_PICTURES; taken++) {
    height = await fitWindow(page, view, look, height);
    await view.still?.(page);
    const png = await page.screenshot({ animations: "disabled" });
    const isSame = last?.equals(png) ?? false;
    unchanged = isSame ? unchanged + 1 : 0;
    last = png;
    if (!isSame) {
      const picture = decodePicture(png);
      if (isRight(picture)) return picture;
    }
    if (unchanged === SETTLED) return decodePicture(png);
    await page.waitForTimeout(AGAIN_MS);
  }
  throw new Error(`${nameOf(view, look)}: a view at rest is needed, it goes on changing`);
}

// Four pictures alike in a row, over a second: nothing in the page works for longer unseen.
const SETTLED = 3;
const AGAIN_MS = 300;
const MOST_PICTURES = 20;

// As tall as its page, so that what waits to be in sight is there; gives that height. What is tall
// enough stays as it is: some layouts remember what they were.
async function fitWindow(
  page: Page,
  { from }: View,
  { width, tallest }: Look,
  least: number,
): Promise<number> {
  const most = from ? Math.min(tallest, PART_HEIGHT) : tallest;
  let height = least;
  let wanted = Math.min(await resize(page, width, height), most);
  while (wanted > height) {
    height = wanted;
    wanted = Math.min(await resize(page, width, height), most);
  }
  if (from) {
    await page.locator(from).evaluate(scrollToWholePixel);
    await resize(page, width, height);
  }
  return height;
}

const LEAST_HEIGHT = 600;
// Of a part of a page that goes on below.
const PART_HEIGHT = 1400;

// What goes before may end between two pixels, and round all that follows another way when it changes.
function scrollToWholePixel(element: Element): void {
  const main = element.closest("main") ?? document.body;
  main.style.paddingTop = "";
  const at = element.getBoundingClientRect().top + scrollY;
  const padding = Number.parseFloat(getComputedStyle(main).paddingTop);
  main.style.paddingTop = `${padding + Math.ceil(at) - at}px`;
  element.scrollIntoView();
}

// Gives the height of the page then.
async function resize(page: Page, width: number, height: number): Promise<number> {
  await page.setViewportSize({ width, height });
  return await page.evaluate(
    async ([width, height]) => {
      const frame = () => new Promise(requestAnimationFrame);
      while (innerWidth !== width || innerHeight !== height) await frame();
      // What observes sizes and what is in sight hears of it after a frame, and draws in the next.
      for (let i = 0; i < 3; i++) await frame();
      return document.documentElement.scrollHeight;
    },
    [width, height],
  );
}
