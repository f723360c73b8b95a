import { shellWord } from "../../../machine/shell-word.ts";
import { served } from "./run-places.ts";

/** Which folder's runs the server shows, and, where there are none yet, how to make one. */
export function WatchedFolder() {
  const folder = served.folder?.value;
  if (!folder) return null;
  const name = folder.split(/[/\\]/).at(-1);
  return (
    <p class="results-folder">
      Runs of <span title={folder}>…/{name}</span>
      {served.runs.value.length === 0 && (
        <>
          : none yet. <code>helmholtz train --out {shellWord(`${folder}/first`)}</code> makes one;
          it appears here by itself.
        </>
      )}
    </p>
  );
}
