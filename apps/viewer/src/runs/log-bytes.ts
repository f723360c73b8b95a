import type { LogBytes } from "@helmholtz/core";
import { LOG, type RunFiles, UnreachableError } from "./run-files.ts";

/** The log of a run. One that is gone does not count as empty: it may come back as it was. */
export function logBytes(files: RunFiles): LogBytes {
  let wasThere = false;
  return {
    async size() {
      const size = await files.size(LOG);
      if (size === undefined && wasThere) {
        throw new UnreachableError(`${files.name}/${LOG}: it is not there any more; put it back`);
      }
      wasThere ||= size !== undefined;
      return size;
    },
    read: (from, to) => files.read(LOG, from, to),
  };
}
