import { beforeAll, describe, expect, test } from "vitest";

test("passes", () => {});

test("fails", () => expect(1).toBe(2));

test("is skipped with a reason", ({ skip }) => skip("no such device"));

test.skip("is skipped without a reason", () => {});

describe("a suite whose hook fails", () => {
  beforeAll(() => {
    throw new Error("hook");
  });
  test("never runs", () => {});
});
