import { availableParallelism } from "node:os";
import { defaultServerConditions } from "vite";
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

// Tests run on the TypeScript sources of the workspace, not on its last build.
const conditions = ["@helmholtz/source", ...defaultServerConditions];

// Most tests wait for a process or a page half of the time. Pages that compute on a graphics processor
// may do so on all cores instead: they come last, one at a time.
const twoAtOnce = Math.max(2, availableParallelism() - 1);
const graphics = ["**/test/browser/**/*.test.ts"];

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
          exclude: [...configDefaults.exclude, ...graphics],
          maxWorkers: twoAtOnce,
        }),
      ),
      project("apps/viewer", "apps/viewer", {
        maxWorkers: twoAtOnce,
        sequence: { groupOrder: 1 },
      }),
      project("packages/core on graphics", "packages/core", {
        include: graphics,
        maxWorkers: 1,
        sequence: { groupOrder: 2 },
      }),
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
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
      ...options,
    },
  };
}
