// The process that runs one of our own backends for the benchmark:
//
//   node backend-engine.js BACKEND DIRECTORY THREADS
import { backends, isBackendName } from "@helmholtz/core";
import { holdBackend } from "./hold-backend.ts";
import { numberFiles } from "./number-files.ts";
import { createPerformer } from "./performer.ts";
import { tasks } from "./protocol.ts";
import { serve } from "./serve.ts";

const [name = "", directory = ".", threads = "1"] = process.argv.slice(2);
if (!isBackendName(name)) throw new Error(`backend-engine: there is no backend ${name}`);
const openBackend = async () => backends[name]({ threads: Number(threads) });

const performer = await createPerformer({
  ...numberFiles(directory),
  async cpuSeconds() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  openBackend,
});
await serve({ engine: await nameOfBackend(), tasks }, performer.answer);
await performer.close();

async function nameOfBackend(): Promise<string> {
  await using held = holdBackend(await openBackend());
  return held.backend.name;
}
