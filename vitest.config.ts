import { availableParallelism } from "node:os";
import { defaultServerConditions } from "vite";
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

// Tests run on the TypeScript sources of the workspace, not on its last build.
const conditions = ["@helmholtz/source", ...defaultServerConditions];

// Pages draw on the processor: they have it for themselves, once the others are done.
const pages = ["**/test/browser/**/*.test.ts"];
const afterwards = { maxWorkers: 1, sequence: { groupOrder: 1 } };

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Node 20 has no `using`.
  oxc: { target: "es2022" },
  test: {
    reporters: ["default", "./tooling/vitest/totals-reporter.ts"],
    projects: [
      ...["packages/core", "apps/dashboard", "tooling", "examples"].map((root) =>
        project(root, root, {
          exclude: [...configDefaults.exclude, ...pages],
          maxWorkers: availableParallelism(),
        }),
      ),
      project("packages/core in pages", "packages/core", { include: pages, ...afterwards }),
      project("apps/viewer", "apps/viewer", afterwards),
    ],
  },
});

function project(
  name: string,
  root: string,
  options: TestProjectInlineConfiguration["test"],
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      root,
      include: ["**/test/**/*.test.{ts,tsx}"],
      testTimeout: 30_000,
      hookTimeout: 30_000,
      expect: { poll: { timeout: 10_000 } },
      ...options,
    },
  };
}
