import { expect, test } from "vitest";
import { fileName } from "../../src/views/results/export/file-name.ts";
import { html } from "../../src/views/results/export/html.ts";
import { spreadSteps } from "../../src/views/results/export/spread-steps.ts";

test("values in markup are text, and markup in it stays markup", () => {
  const name = `</td><script>'"&`;
  expect(
    html`<td title="${name}">${html`<b>${name}</b>`}${[html`<i>1</i>`, html`<i>2</i>`]}${undefined}</td>`
      .text,
  ).toBe(
    '<td title="&#60;/td&#62;&#60;script&#62;&#39;&#34;&#38;"><b>&#60;/td&#62;&#60;script&#62;&#39;&#34;&#38;</b><i>1</i><i>2</i></td>',
  );
});

test("names of files lead nowhere, and are one each", () => {
  const taken = new Set<string>();
  expect(fileName("../../etc/passwd", taken)).toBe("etc-passwd");
  expect(fileName("Etc passwd", taken)).toBe("Etc-passwd-2");
  expect(fileName("…", taken)).toBe("run");
  expect(fileName("x".repeat(500)).length).toBeLessThanOrEqual(80);
});

test("of many steps at most 40 are kept, the first, the last and the shown one among them", () => {
  const steps = Array.from({ length: 1000 }, (_, n) => 10 * n);
  const kept = spreadSteps(steps, 1230);
  expect(kept.length).toBeLessThanOrEqual(40);
  expect(kept).toEqual(expect.arrayContaining([0, 1230, 9990]));
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
  expect(spreadSteps([0, 5, 10], 5)).toEqual([0, 5, 10]);
});
