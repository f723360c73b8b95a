import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { RunError } from "@helmholtz/core";
import { launchChromium } from "@helmholtz/vitest/browser";
import { decode } from "fast-png";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeReport } from "../../src/study/report/write-report.ts";
import type { StudyResults, StudyRun } from "../../src/study/results.ts";
import { inventResults, inventRun, inventStudy, trainMachines } from "./study-fixture.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "helmholtz-study-"));
  await trainMachines(directory);
});
afterAll(() => rm(directory, { recursive: true }));

const report = async (results: StudyResults) =>
  readFile(await writeReport(directory, results), "utf8");

/** The page without its pictures, which no message about it should repeat. */
const readable = (page: string) => page.replace(/(;base64,)[^"]*/g, "$1");
const reportOf = async (...runs: StudyRun[]) => readable(await report(inventResults(runs)));

/** The cells of the row that begins with `header`, in the table with this caption. */
function cells(page: string, caption: string, header: string): string[] {
  const [, table = ""] = page.split(`<caption>${caption}</caption>`);
  const row = table
    .slice(0, table.indexOf("</table>"))
    .split("<tr>")
    .find((row) => row.startsWith(`<th scope="row">${header}`));
  return [...(row ?? "").matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = ""]) => cell);
}

const ASSIGNMENT = "As the assignment asks: fixed batches of 40, all updates of a batch added up";
const attributes = (page: string, name: string) =>
  [...page.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value = ""]) => value);

test("key figures are those of the results, as mean and deviation over the seeds", async () => {
  const page = await reportOf(
    inventRun({ seed: 1, starterCosts: [3000, 2280], cost: 220 }),
    inventRun({ seed: 2, starterCosts: [3000, 2300], cost: 222 }),
  );
  expect(cells(page, ASSIGNMENT, "Zeros <small>(2 seeds)")).toEqual([
    "1,940",
    "2,290 ± 14",
    "2,290 ± 14",
    "321", // 1940 × 814 ÷ 4920
    "379 ± 2", // 2290 × 814 ÷ 4920
    "221.0 ± 1.4",
    "213.0 ± 1.4",
    "205.0 ± 1.4",
  ]);
});

test("bits per image of the report are of its own images and units", async () => {
  const page = await reportOf(inventRun({ name: "all-100", images: 8320, starterCosts: [6000] }));
  const { 3: reported, 4: ours } = cells(page, ASSIGNMENT, "All ten digits, 100 hidden units");
  expect([reported, ours]).toEqual(["590", "645"]); // 33000 × 894 ÷ 50000, 6000 × 894 ÷ 8320
});

test("a cost over other images than the report's is set beside it per image", async () => {
  const same = await reportOf(inventRun({ images: 4920, starterCosts: [2134] }));
  expect(same).toContain("The report has 1,940: ours is 10 % above it.");
  const fewer = await reportOf(inventRun({ images: 820, starterCosts: [388] }));
  expect(fewer).toContain("added up over 4,920 images, not 820: per image, ours is 20 % above it.");
});

test("what the report has no figure for, and what one protocol lacks, are dashes", async () => {
  const page = await reportOf(
    inventRun({ name: "all-100-rate" }),
    inventRun({ name: "all-100-rate", protocol: "recommended" }),
  );
  const caption = "All ten digits, 100 hidden units, rate adjusted: the figures";
  expect(cells(page, caption, "Starter code’s cost, best epoch")).toEqual(["—", "2,288", "—"]);
  expect(page).not.toMatch(/NaN|undefined|Infinity|\bnull\b/);
});

test("a chart's table has the mean of every epoch", async () => {
  const page = await reportOf(
    inventRun({ seed: 1, starterCosts: [3000, 2280] }),
    inventRun({ seed: 2, starterCosts: [3010, 2300] }),
  );
  const caption =
    "What the starter code counts, starter code’s cost, by epoch: mean ± standard deviation over the seeds";
  expect(cells(page, caption, "1")).toEqual(["3,005 ± 7"]);
  expect(cells(page, caption, "2")).toEqual(["2,290 ± 14"]);
});

test("every picture is a PNG in the page, and says what is to be seen", async () => {
  const page = await report(inventResults([inventRun(), inventRun({ protocol: "recommended" })]));
  const images = page.match(/<img [^>]*>/g) ?? [];
  // Dreams, and two directions for each of two and of three pairs of layers.
  expect(images).toHaveLength(1 + 2 * 2 + 1 + 2 * 3);
  for (const image of images) {
    const [source = "", alt = ""] = ["src", "alt"].flatMap((name) => attributes(image, name));
    expect(alt).toMatch(
      /^(60 dreams in 6 rows of 10|(Generative|Recognition) weights from .*), Zeros/,
    );
    const prefix = "data:image/png;base64,";
    expect(source.startsWith(prefix)).toBe(true);
    const { width, height } = decode(Buffer.from(source.slice(prefix.length), "base64"));
    expect(attributes(image, "width")).toEqual([String(width)]);
    expect(attributes(image, "height")).toEqual([String(height)]);
  }
});

test("the page needs no network and no script", async () => {
  const page = readable(await report(inventStudy()));
  for (const address of [...attributes(page, "src"), ...attributes(page, "href")]) {
    expect(address).toMatch(/^(data:|#)/);
  }
  expect(page).not.toMatch(/<script|https?:|url\(|@import/);
});

test("every link leads to a place in the page, and no place is named twice", async () => {
  const page = readable(await report(inventStudy()));
  const ids = attributes(page, "id");
  expect(new Set(ids).size).toBe(ids.length);
  const named = attributes(page, "aria-labelledby").flatMap((names) => names.split(" "));
  const linked = attributes(page, "href").flatMap((h) => (h.startsWith("#") ? [h.slice(1)] : []));
  expect(ids).toEqual(expect.arrayContaining([...named, ...linked]));
});

test("markup in a path and in the data's name stays text", async () => {
  const path = "runs/<b>x</b>/../../small";
  const results = inventResults([inventRun({ run: path })]);
  const name = `"><script>alert('1')</script> & co`;
  const page = readable(await report({ ...results, data: { ...results.data, name } }));
  expect(page).not.toMatch(/<script|<b>x/);
  expect(page).toContain("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; co");
  expect(page).toContain("&lt;b&gt;x&lt;/b&gt;");
});

test("each run has its commands, in which a path is one word", async () => {
  const page = await reportOf(inventRun({ run: "my runs/../runs/small" }));
  expect(page).toContain("helmholtz evaluate &#39;my runs/../runs/small&#39; --limit 10000 ");
  expect(page).toContain("--limit 10000 --split train");
});

test("the study's command has what was chosen", async () => {
  const command = (page: string) => /<pre><code>(.*?)<\/code>/.exec(page)?.[1];
  expect(command(readable(await report(inventStudy())))).toBe(
    "helmholtz study --seeds 3 --epochs 50 --out DIRECTORY",
  );
  const quick = inventResults([
    inventRun({ starterCosts: Array.from({ length: 50 }, () => 2288) }),
  ]);
  const data = { ...quick.data, name: "mnist-full" };
  expect(command(readable(await report({ ...quick, data })))).toBe(
    "helmholtz study --quick --data mnist-full --only zeros --seeds 1 --out DIRECTORY",
  );
});

const classes = (starter: readonly [number, number, number], ten = 214) =>
  reportOf(
    inventRun({ name: "zeros", images: 4920, starterCosts: [starter[0]] }),
    inventRun({ name: "threes-eights", images: 9920, starterCosts: [starter[1]], cost: 228 }),
    inventRun({ name: "all", images: 50_000, starterCosts: [starter[2]], cost: ten }),
  );

/** The verdict on a claim, and the sentences that give its numbers. */
function verdict(page: string, id: string): string {
  const [, section = ""] = page.split(`<h3 id="${id}">`);
  return /<p class="verdict">(.*?)<\/p>/s.exec(section)?.[1] ?? "";
}
const SHOWN = "An artefact: these runs show it.";
const NOT_SHOWN = "These runs do not show it to be an artefact.";

test("ten times the cost is an artefact where images explain it and costs are even", async () => {
  const artefact = verdict(await classes([2288, 4346, 23119]), "ten-times");
  expect(artefact).toContain(SHOWN);
  expect(artefact).toContain("as 1.0 : 1.9 : 10.1;");
  expect(artefact).toContain("as 1.0 : 2.0 : 10.2.");
  expect(artefact).toContain("costs 7 % more");
});

test("ten times the cost is no artefact where the costs differ, or images do not explain it", async () => {
  const dear = verdict(await classes([2288, 4346, 23119], 600), "ten-times");
  expect(dear).toContain(NOT_SHOWN);
  expect(dear).toContain("So the number of classes matters");
  const flat = verdict(await classes([2288, 2300, 2400]), "ten-times");
  expect(flat).toContain(NOT_SHOWN);
  expect(flat).toContain("more, or less, than count images");
});

test("that more units cost more is judged by both measures", async () => {
  const units = async (cost: number) =>
    verdict(
      await reportOf(
        inventRun({ name: "all", starterCosts: [20_000], cost: 214 }),
        inventRun({ name: "all-100", starterCosts: [30_000], cost }),
      ),
      "more-units",
    );
  expect(await units(207)).toContain(SHOWN);
  expect(await units(207)).toContain(
    "50 % above that with 20, and by equation 3 an image takes 7.0 bits less",
  );
  expect(await units(220)).toContain(NOT_SHOWN);
  expect(await units(220)).toContain("6.0 bits more");
  expect(await units(220)).not.toContain("They had not learnt");
});

test("where more units cost more bits, it says whether they were still learning", async () => {
  const starterCosts = Array.from({ length: 10 }, () => 30_000);
  const page = await reportOf(
    inventRun({ name: "all", starterCosts: [20_000], cost: 214 }),
    inventRun({ name: "all-100", starterCosts, cost: 220 }),
  );
  // The invented cost goes down 40 bits an epoch.
  const learning = "still went down, in bits, “All ten digits, 100 hidden units” by 80.0.";
  expect(verdict(page, "more-units")).toContain(learning);
});

const TRUE_COSTS = [260, 200, 250].map((cost) => ({ cost, descriptionLength: cost - 12 }));

test("that the cost comes up again needs a cost that does", async () => {
  const up = verdict(await reportOf(inventRun({ starterCosts: [2600, 2000, 2500] })), "comes-up");
  expect(up).toContain(SHOWN);
  expect(up).toContain("by 25.0 %; by equation 3 the rise there is 0.0 %");
  const down = verdict(await reportOf(inventRun({ starterCosts: [2600, 2100, 2000] })), "comes-up");
  expect(down).toContain(NOT_SHOWN);
  expect(down).toContain("in 0 of 1 experiments");
  // Where the true cost comes up as well, it is no matter of counting.
  const run = inventRun({ starterCosts: [2600, 2000, 2500] });
  const epochs = run.epochs.map((epoch, i) => ({ ...epoch, train: TRUE_COSTS[i] ?? epoch.train }));
  const both = verdict(await reportOf({ ...run, epochs }), "comes-up");
  expect(both).toContain(NOT_SHOWN);
  expect(both).toContain("Counted by equation 3, the cost does so in 1 of them.");
});

test("that sleep does not matter is an artefact where bits tell otherwise", async () => {
  const sleep = async (cost: number) =>
    verdict(
      await reportOf(
        inventRun({ starterCosts: [2288], cost: 221 }),
        inventRun({ name: "zeros-sleep-off", starterCosts: [2216], cost }),
      ),
      "sleep",
    );
  expect(await sleep(260)).toContain(SHOWN);
  expect(await sleep(260)).toContain("3 % below that with sleep on");
  expect(await sleep(260)).toContain("39.0 bits more");
  expect(await sleep(222)).toContain(NOT_SHOWN);
});

test("what a study has no runs for is said, not judged", async () => {
  const page = readable(await report(inventResults([])));
  for (const id of ["ten-times", "more-units", "comes-up", "sleep"]) {
    expect(verdict(page, id)).toContain("Not measured.");
  }
  expect(page).toContain("This study has no runs for this question.");
  expect(page).not.toContain("The experiments of 1995");
});

test("the experiments of 1995 stand beside the paper's figures", async () => {
  const page = readable(await report(inventStudy()));
  const digits = "Ten machines against one, beside the paper’s figures";
  expect(cells(page, digits, "Error, ten machines")).toEqual(["4.8 %", "7.6 %"]);
  expect(cells(page, digits, "Bits per digit, one machine")).toEqual(["37.3", "32.9"]);
  expect(page).toContain("make fewer mistakes than nearest neighbour");
  const toys = "Bits, over all seeds, beside the paper’s";
  const divergence = cells(page, toys, "Bars: KL(data ‖ model), of an entropy");
  expect(divergence).toEqual(["0.10", "0.080", "0.147 ± 0.142", "0.052", "0.310", "3"]);
  expect(page).toContain("Bars: 2 of 3 seeds come to the paper’s 0.10 bit or below.");
});

test("the same results give the same bytes, and a whole study's page is small", async () => {
  const page = await report(inventStudy());
  expect(await report(inventStudy())).toBe(page);
  expect(page.length).toBeLessThan(4 * 2 ** 20);
});

test("a run without a directory is refused by its path", async () => {
  const missing = reportOf(inventRun({ run: "nowhere" }));
  await expect(missing).rejects.toThrow(RunError);
  await expect(missing).rejects.toThrow(/nowhere: a run is needed/);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`Chromium shows the page in ${colorScheme}, wide and narrow, without an error`, async (context) => {
    await using browser = await launchChromium(context);
    const page = await browser.newPage({ colorScheme });
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (said) => said.type() === "error" && errors.push(said.text()));
    await page.goto(pathToFileURL(await writeReport(directory, inventStudy())).href);
    for (const width of [360, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      const { scrolled, broken, paper } = await page.evaluate(() => ({
        scrolled: document.documentElement.scrollWidth,
        broken: [...document.images].filter(({ naturalWidth }) => naturalWidth === 0).length,
        paper: getComputedStyle(document.body).backgroundColor,
      }));
      expect(scrolled).toBeLessThanOrEqual(width);
      expect(broken).toBe(0);
      expect(paper).toBe(colorScheme === "light" ? "rgb(253, 253, 251)" : "rgb(22, 24, 27)");
    }
    expect(errors).toEqual([]);
  });
}
