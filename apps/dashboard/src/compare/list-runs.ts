import { createStyle } from "../draw/style.ts";
import { openUserRun } from "../open-run.ts";
import { createRunModel } from "../screens/run-model.ts";
import { type ComparedRun, comparisonColumns } from "./comparison.ts";
import { drawTable } from "./draw-table.ts";
import { runNames } from "./run-names.ts";

// Nothing is left out of a table that is not on a screen.
const WIDTH = 1000;

/**
 * Prints what runs have come to and what tells them apart, as a table without escape codes.
 *
 * @throws RunError when one is no run; what reading them throws.
 */
export async function listRuns(paths: readonly string[]): Promise<void> {
  const directories = await Promise.all(paths.map(openUserRun));
  const names = runNames(directories.map(({ path }) => path));
  const runs = await Promise.all(
    directories.map(async (directory, index): Promise<ComparedRun> => {
      const { path, record } = directory;
      const events = directory.log().read();
      const model = createRunModel({ path, record, events });
      for await (const event of events) model.take(event);
      return { index, name: names[index] ?? path, model };
    }),
  );
  const columns = comparisonColumns(runs);
  const { lines } = drawTable(runs, {
    ...{ columns, width: WIDTH, descending: false, style: createStyle({ depth: 1 }) },
    mark: ({ index }) => String(index + 1),
  });
  for (const line of lines) console.log(line.trimEnd());
}
