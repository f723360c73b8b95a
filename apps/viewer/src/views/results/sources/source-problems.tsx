import { Code } from "../../../app/code.tsx";
import { places } from "./run-places.ts";

/** What is wrong with the places that runs come from. */
export function SourceProblems() {
  const problems = [...new Set(places.flatMap(({ problem }) => problem.value ?? []))];
  return (
    <div class="results-sources" role="status">
      {problems.map((problem) => (
        <p key={problem} class="results-problem">
          <Code text={problem} />
        </p>
      ))}
    </div>
  );
}
