import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["mixed.ts", "broken.ts"],
    reporters: ["default", "../../totals-reporter.ts"],
  },
});
