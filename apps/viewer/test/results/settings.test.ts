import { optimizers } from "@helmholtz/core";
import { expect, test } from "vitest";
import { differingSettings } from "../../src/views/results/settings/differing-settings.ts";
import { flattenSettings } from "../../src/views/results/settings/flatten-settings.ts";
import { seedGroups } from "../../src/views/results/settings/seed-groups.ts";
import { settingName, settingValue } from "../../src/views/results/settings/setting-words.ts";
import { someRecord } from "./some-record.ts";

test("every setting has a name of its own, and is text", () => {
  const settings = flattenSettings(
    someRecord({ sleep: [], seed: 3, optimizer: optimizers.sgd({ rate: 0.25 }) }),
  );
  expect(settings.get("optimizer.rate")).toBe("0.25");
  expect(settings.get("sizes")).toBe("16, 8, 1");
  expect(settings.get("wake")).toBe("on");
  expect(settings.get("sleep")).toBe("off");
  expect(settings.get("data.classes")).toBe("all");
  expect(settings.get("seed")).toBe("3");
});

test("a phase that learns something else than it does by itself says what", () => {
  const both = flattenSettings(someRecord({ wake: ["generative", "recognition"] }));
  expect(both.get("wake")).toBe("generative, recognition");
  expect(both.get("sleep")).toBe("on");
});

test("settings are named as people say them, and long numbers have their thousands apart", () => {
  const names = ["optimizer.rate", "optimizer.name", "data.name", "data.classes", "reportEvery"];
  expect(names.map(settingName)).toEqual(["rate", "optimizer", "data", "classes", "report every"]);
  expect(settingValue("steps", "1664000")).toBe("1,664,000");
  expect(settingValue("optimizer.rate", "0.00012345")).toBe("0.00012345");
  expect(settingValue("seed", "123456")).toBe("123456");
  expect(settingValue("note", undefined)).toBe("–");
});

test("a record of a stranger that is deep, wide or long is cut", () => {
  let deep: unknown = "end";
  for (let i = 0; i < 1000; i++) deep = { a: deep };
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`w${n}`, n]));
  const settings = flattenSettings({ ...someRecord(), deep, wide, long: "x".repeat(1e6) } as never);
  expect(settings.size).toBeLessThanOrEqual(1000);
  for (const value of settings.values()) expect(value.length).toBeLessThanOrEqual(201);
});

test("what differs is what not all records have in common, and a setting that one lacks", () => {
  const other = { ...someRecord({ seed: 1 }), note: "second try" };
  expect(differingSettings([someRecord(), other])).toEqual([
    { name: "seed", values: ["0", "1"] },
    { name: "note", values: [undefined, "second try"] },
  ]);
  expect(differingSettings([someRecord(), someRecord()])).toEqual([]);
});

test("runs are of one group where only seed, backend and versions differ", () => {
  const named = (name: string, record: ReturnType<typeof someRecord> | undefined) => ({
    name,
    record,
  });
  const runs = [
    named("a", someRecord({ seed: 0 })),
    named("b", someRecord({ seed: 1, sleep: [] })),
    named("c", { ...someRecord({ seed: 2, backend: "js" }), versions: { helmholtz: "9" } }),
    named("unread", undefined),
    named("unread as well", undefined),
  ];
  const groups = seedGroups(runs).map((group) => group.map(({ name }) => name));
  expect(groups).toEqual([["a", "c"], ["b"], ["unread"], ["unread as well"]]);
});
