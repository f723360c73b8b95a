import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { LogBytes } from "../run/log-lines.ts";
import { openRunLog as openLog, type RunLog } from "../run/run-log.ts";
import { cannotRead, LOG } from "./run-files.ts";

/**
 * Opens the log of the run at `path`, also while another process writes it. There need not be one
 * yet: a missing file is an empty log. Whatever reads it throws a RunError when the file is there
 * and cannot be read.
 */
export function openRunLog(path: string): RunLog {
  return openLog(fileBytes(join(path, LOG)));
}

/** The bytes of a log in a file. */
export function fileBytes(file: string): LogBytes {
  const ifThere = (error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    return cannotRead(file)(error);
  };
  return {
    async size() {
      return (await stat(file).catch(ifThere))?.size;
    },
    // Opened anew each time: nobody says when a log is read for the last time.
    async read(from, to) {
      const bytes = Buffer.allocUnsafe(to - from);
      await using log = await open(file).catch(ifThere);
      const read = await log?.read(bytes, 0, bytes.length, from).catch(cannotRead(file));
      return bytes.subarray(0, read?.bytesRead ?? 0);
    },
  };
}
