// Turbo without telemetry: `node tooling/scripts/turbo.js run build`.
import { runTurbo } from "./run-turbo.js";

process.exitCode = runTurbo(process.argv.slice(2), "inherit").status ?? 1;
