import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

// Tests run on the TypeScript sources of the workspace, not on its last build.
const conditions = ["@helmholtz/source", ...defaultServerConditions];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Node 20 has no `using`.
  oxc: { target: "es2022" },
  test: {
    reporters: ["default", "./tooling/vitest/totals-reporter.ts"],
    projects: ["packages/core", "apps/dashboard", "apps/viewer", "tooling", "examples"].map(
      (root) => ({
        extends: true as const,
        test: {
          name: root,
          root,
          include: ["**/test/**/*.test.{ts,tsx}"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      }),
    ),
  },
});
