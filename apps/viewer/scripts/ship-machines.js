// Trains the machines that come with the page, into public/shipped, each as a run directory:
//
//   node apps/viewer/scripts/ship-machines.js [NAME…]
//
// Without names, all of them.
//
// The same seeds give the same files, but for the times in the logs. Checkpoints leave out what only
// an optimizer needs, which is two thirds of them: such a run can be looked at, not continued.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createRunRecord,
  defaultSettings,
  encodeCheckpoint,
  optimizers,
  toys,
  train,
  trainOptions,
} from "@helmholtz/core";
import { createRun, openDataset, openRun } from "@helmholtz/core/node";

const SHIPPED = fileURLToPath(new URL("../public/shipped/", import.meta.url));
const VERSIONS = { helmholtz: "0.1.0" };

const digitClasses = Array.from({ length: 10 }, (_, digit) => ({
  id: `digit-${digit}`,
  data: "mnist",
  classes: [digit],
  settings: { hidden: [24, 8], length: { epochs: 60 } },
  reports: { reports: 1, dreams: 12, checkpoints: 1 },
  // Ten of them are loaded at once, and only for what they became.
  isLastOnly: true,
}));

const machines = [
  {
    id: "digits",
    data: "mnist",
    settings: { hidden: [100, 20], length: { epochs: 60 } },
    reports: { reports: 24, dreams: 16, checkpoints: 5 },
  },
  {
    id: "bars",
    data: "bars",
    settings: barsSettings(),
    reports: { reports: 24, dreams: 16, checkpoints: 6 },
  },
  ...digitClasses,
];

const names = process.argv.slice(2);
for (const machine of machines) {
  if (names.length === 0 || names.includes(machine.id)) await ship(machine);
}
await writeJson(
  join(SHIPPED, "index.json"),
  machines.map(({ id }) => ({ id, name: id, updated: 0 })),
);

// The recipe of the 1995 papers, by which bars come out as single bars.
function barsSettings() {
  const { machine, optimizer, nonNegative, sizes } = toys.bars();
  return {
    ...machine,
    hidden: sizes.slice(1),
    optimizer: optimizers.sgd({ rate: optimizer.rate }),
    nonNegative,
    batch: 1,
    length: { steps: 2_000_000 },
    seed: 3,
  };
}

async function ship({ id, data, classes, settings, reports, isLastOnly = false }) {
  const source = await openDataset(data, { classes });
  const dataset = await source.dataset();
  const choice = {
    ...{ name: data, classes, binarization: "sample" },
    fingerprint: await source.fingerprint(),
  };
  const record = createRunRecord({ ...defaultSettings, ...settings }, choice, dataset, VERSIONS);
  const folder = await mkdtemp(join(tmpdir(), "helmholtz-ship-"));
  const writer = await createRun(join(folder, "run"), record);
  const { steps } = record.options;
  const options = await trainOptions(record, dataset);
  const events = train({
    ...options,
    dreams: reports.dreams,
    reportEvery: Math.ceil(steps / reports.reports),
    checkpointEvery: Math.ceil(steps / reports.checkpoints),
  });
  for await (const event of events) {
    await writer.append(event);
    if (event.type === "end") console.log(id, event.heldOut.descriptionLength.toFixed(2), "bits");
  }
  await writer.close();
  await rm(join(SHIPPED, id), { recursive: true, force: true });
  await copyLean(join(folder, "run"), join(SHIPPED, id), isLastOnly ? steps : 0);
  await rm(folder, { recursive: true });
}

// Only what is of step `first` or later, and the start.
async function copyLean(from, to, first) {
  await mkdir(join(to, "checkpoints"), { recursive: true });
  await writeFile(join(to, "run.json"), await readFile(join(from, "run.json")));
  const lines = (await readFile(join(from, "events.jsonl"), "utf8")).trimEnd().split("\n");
  const kept = lines.filter((line) => {
    const { type, step } = JSON.parse(line);
    return type === "start" || step >= first;
  });
  await writeFile(join(to, "events.jsonl"), kept.map((line) => `${line}\n`).join(""));
  const run = await openRun(from);
  const steps = (await run.checkpoints()).filter((step) => step >= first);
  for (const step of steps) {
    const state = await run.checkpoint(step);
    const [name] = (await readdir(join(from, "checkpoints"))).filter(
      (name) => Number.parseInt(name, 10) === step,
    );
    await writeFile(join(to, "checkpoints", name), encodeCheckpoint({ ...state, moments: {} }));
  }
  await writeJson(join(to, "checkpoints", "index.json"), steps);
}

function writeJson(path, value) {
  return writeFile(path, `${JSON.stringify(value)}\n`);
}
