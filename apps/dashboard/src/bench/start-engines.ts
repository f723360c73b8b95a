import { type EngineProcess, reasonOf, startEngine } from "./engine-process.ts";
import type { Engine } from "./engines.ts";
import type { Failure } from "./results.ts";

/** Starts engines, all at once: nothing is timed yet. Those that are not there are named with the reason. */
export async function startEngines(
  engines: readonly Engine[],
  directory: string,
  threads: number,
): Promise<{ running: Map<Engine, EngineProcess>; skipped: Failure[] }> {
  const start = async (engine: Engine): Promise<EngineProcess | string> => {
    if (threads > 1 && !engine.multithreaded) return `it has one thread only, for ${threads}`;
    let hint = "";
    try {
      const command = await engine.command(directory);
      if (engine.install) hint = `; to have it: ${engine.install}`;
      return await startEngine(command, directory, threads);
    } catch (error) {
      return reasonOf(error) + hint;
    }
  };
  const outcomes = await Promise.all(
    engines.map(async (engine) => [engine, await start(engine)] as const),
  );
  const running = new Map<Engine, EngineProcess>();
  const skipped: Failure[] = [];
  for (const [engine, outcome] of outcomes) {
    if (typeof outcome === "string")
      skipped.push({ engine: engine.name, threads, reason: outcome });
    else running.set(engine, outcome);
  }
  return { running, skipped };
}
