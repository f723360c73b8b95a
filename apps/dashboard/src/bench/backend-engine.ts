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
await using held = holdBackend(await backends[name]({ threads: Number(threads) }));
const { backend } = held;

const performer = await createPerformer({
  ...numberFiles(directory),
  async cpuSeconds() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  backend,
});
await serve({ engine: backend.name, tasks }, performer.answer);
performer.close();
