import { relative } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Says why each skipped test was skipped, and ends the whole output with one line,
 * `N passed, N failed, N skipped`.
 *
 * A file that does not load, a suite whose hooks fail and an error outside of any test each count
 * as one failure.
 */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.flatMap(suitesWithErrors).length + unhandledErrors.length;
    const failed = count("failed") + count("pending") + broken;
    const totals = `${count("passed")} passed, ${failed} failed, ${count("skipped")} skipped`;
    const lines = [...tests.flatMap(skipReason), totals];
    // Vitest's own summary comes at the end of the run, too; at exit nothing follows.
    process.once("exit", () => process.stdout.write(`${lines.join("\n")}\n`));
  }
}

function suitesWithErrors(module: TestModule) {
  return [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
}

function skipReason(test: TestCase): string[] {
  const result = test.result();
  if (result.state !== "skipped") return [];
  const place = `${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}`;
  return [`skipped: ${place}: ${result.note ?? "no reason given"}`];
}
