import { expect, test } from "vitest";
import { svgOf } from "../../src/charts/svg-of.tsx";
import { bucketsOf } from "./buckets.ts";
import { chartOf } from "./chart-of.ts";

const resolve = (color: string) => (color.startsWith("var(") ? "#123456" : color);

test("no colour depends on the page", () => {
  const svg = svgOf(chartOf(bucketsOf([1, 2])), { resolve });
  expect(svg).toContain("#123456");
  expect(svg).not.toContain("var(");
});

test("a smoothed chart says so, and how much", () => {
  const chart = chartOf(bucketsOf([3, 1, 2]));
  expect(svgOf(chart, { resolve })).not.toContain("smoothed");
  expect(svgOf({ ...chart, smoothing: 0.8 }, { resolve })).toContain(
    "bits per image, smoothed 0.80</tspan>",
  );
});

test("names, title and colours are text, never markup", () => {
  const hostile = `</text><script>alert(1)</script>&"'\u0000\uD800`;
  const svg = svgOf(
    chartOf([], {
      title: hostile,
      curves: [
        { id: hostile, name: hostile, color: '"><x', dash: '"><y', buckets: bucketsOf([1, 2]) },
      ],
    }),
    { resolve },
  );
  expect(svg).not.toMatch(/<(script|x|y)\b/);
  expect(svg).not.toMatch(/[\0\uD800]/u);
  expect(svg).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;\uFFFD\uFFFD");
});

test("a legend of many names takes as many lines as it needs", () => {
  const curves = Array.from({ length: 9 }, (_, i) => ({
    ...{ id: String(i), name: `a rather long name of run ${i}`, color: "red", buckets: [] },
  }));
  const heightOf = (count: number) => {
    const svg = svgOf(chartOf([], { curves: curves.slice(0, count) }), { resolve, width: 480 });
    return Number(svg.match(/height="(\d+)"/)?.[1]);
  };
  expect(heightOf(9)).toBe(heightOf(1) + 8 * 20);
});

test("whatever the values are, every place in the picture is a number", () => {
  const curves = [[1e308, -1e308], [1e-320, 2e-320], [5, 5], [0], [Number.NaN], [], [1, 1 + 1e-15]];
  for (const values of curves) {
    for (const log of [false, true]) {
      for (const zoom of [undefined, [0, 1], [3, 3], [5, 9]] as const) {
        for (const width of [1, 760]) {
          const xAxis = { name: "step", of: (step: number) => step, format: String, log };
          for (const more of [{ log }, { log, xAxis }]) {
            const chart = chartOf(bucketsOf(values), { ...more, smoothing: 0.9 });
            expect(svgOf(chart, { resolve, zoom, width })).not.toMatch(/NaN|Infinity/);
          }
        }
      }
    }
  }
});
