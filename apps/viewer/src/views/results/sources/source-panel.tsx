import { FileDrop } from "../../../ui/file-drop.tsx";
import { openDropped } from "./open-dropped.ts";
import { places } from "./run-places.ts";

/** A place to drop runs on, and what is wrong with the places that runs come from. */
export function SourcePanel() {
  const problems = places.flatMap(({ problem }) => problem.value ?? []);
  return (
    <>
      <div role="status">
        {problems.map((problem) => (
          <p key={problem} class="results-problem">
            {problem}
          </p>
        ))}
      </div>
      <FileDrop
        label="Drop run folders or checkpoints anywhere on this page"
        folders
        onFiles={openDropped}
      />
    </>
  );
}
