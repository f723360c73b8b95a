import type { Locator, Page } from "playwright-core";
import type { TestContext } from "vitest";
import { openPage } from "../open-page.ts";
import { serveViewer } from "../shell/serve-viewer.ts";
import { useSite } from "../use-site.ts";

/** What a person sees of the play view, and does in it. */
export interface PlayPage {
  readonly page: Page;
  readonly pad: Locator;
  press(name: string): Promise<void>;
  panel(title: string): Locator;
  /** Bits that the table of layers shows, the top one first, their sum last. */
  bits(): Promise<number[]>;
  /** Which units of a hidden layer are on. */
  unitsOn(layer: number): Promise<number[]>;
  /** Brightness of each pixel of a canvas that is drawn one for one: 0 … 255. */
  brightness(canvas: Locator): Promise<number[]>;
}

const site = useSite(serveViewer);

/** Opens the play view of the built viewer. */
export async function openPlay(context: TestContext, params = ""): Promise<PlayPage> {
  const page = await openPage(context, `${site().url}#/play${params}`);
  await page.locator(".panel canvas").first().waitFor();
  return playPage(page);
}

function playPage(page: Page): PlayPage {
  return {
    page,
    pad: page.getByRole("application", { name: /^Drawing/ }),
    press: (name) => page.getByRole("button", { name, exact: true }).click(),
    panel: (title) => page.getByRole("region", { name: title, exact: true }),
    async bits() {
      const cells = await page.locator(".bits-table :is(tbody, tfoot) .numeric").allTextContents();
      return cells.map((text) => Number.parseFloat(text));
    },
    async unitsOn(layer) {
      const cells = page.getByRole("button", { name: new RegExp(`^layer ${layer}, unit`) });
      const names = await cells.evaluateAll((all) => all.map((cell) => cell.ariaLabel ?? ""));
      return names.flatMap((name) =>
        / on$/.test(name) ? [Number(/unit (\d+)/.exec(name)?.[1])] : [],
      );
    },
    brightness: (canvas) =>
      canvas.evaluate((element) => {
        const { width, height } = element as HTMLCanvasElement;
        const context = (element as HTMLCanvasElement).getContext("2d");
        const { data } = (context as CanvasRenderingContext2D).getImageData(0, 0, width, height);
        return Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 0);
      }),
  };
}

/** Draws a line by the mouse, through points that are shares of the pad. */
export async function drawLine(
  { page, pad }: PlayPage,
  points: readonly (readonly [number, number])[],
): Promise<void> {
  const box = await pad.locator("canvas").boundingBox();
  if (!box) throw new Error("no pad");
  const [first, ...rest] = points.map(
    ([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const,
  );
  if (!first) return;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 4 });
  await page.mouse.up();
}
