import { readFileSync } from "node:fs";

const { version } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { version: string };

/** Of the programs that a run depends on; a run's record names them. */
export const versions = { helmholtz: version, node: process.versions.node };
