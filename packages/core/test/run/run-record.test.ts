import fc from "fast-check";
import { expect, test } from "vitest";
import { bars } from "../../src/datasets/bars.ts";
import { initialState } from "../../src/learning/learner.ts";
import { createMachine } from "../../src/machine.ts";
import { optimizers } from "../../src/optimizers.ts";
import { key } from "../../src/random.ts";
import { RunError } from "../../src/run/run-error.ts";
import { parseRunRecord } from "../../src/run/run-record.ts";
import { createRunRecord, defaultSettings, trainOptions } from "../../src/run/run-settings.ts";

const choice = { name: "bars", binarization: "sample", fingerprint: "bars" } as const;
const settings = { ...defaultSettings, hidden: [4, 2], length: { steps: 30 } };
const record = createRunRecord(settings, choice, bars(), { helmholtz: "0.1.0" });

const parse = (value: unknown) => parseRunRecord(JSON.stringify(value), "run.json");

test("a record comes back from its text", () => {
  expect(parse(record)).toEqual(record);
});

test.each(["sgd", "momentum", "adam"] as const)("%s comes back with a rate per layer", (name) => {
  const optimizer = optimizers[name]({ rate: [0.1, 0.01] });
  const other = createRunRecord({ ...settings, optimizer }, choice, bars(), {});
  expect(parse(other)).toEqual(other);
});

test("settings of a later version are kept", () => {
  const later = { ...record, note: "mine", options: { ...record.options, schedule: "cosine" } };
  expect(parse(later)).toEqual(later);
});

test("a record of a fork names its parent", () => {
  const fork = { ...record, parent: { run: "/runs/one", step: 10 } };
  expect(parse(fork).parent).toEqual({ run: "/runs/one", step: 10 });
  expect(parse(record).parent).toBeUndefined();
});

test("a newer format is refused by name and number, whatever else it says", () => {
  expect(() => parse({ format: 2 })).toThrow(
    new RunError("run.json: run format 1 or lower is needed, got 2; use a newer helmholtz"),
  );
});

test.each([
  ["sizes", { sizes: [16] }],
  ["sizes.1", { sizes: [16, 0] }],
  ["seed", { seed: -1 }],
  ["seed", { seed: undefined }],
  ["rule", { rule: 3 }],
  ["options.batch", { options: { ...record.options, batch: 0 } }],
  ["options.optimizer", { options: { ...record.options, optimizer: { name: "magic" } } }],
  [
    "options.optimizer.rate",
    { options: { ...record.options, optimizer: { name: "sgd", rate: -1 } } },
  ],
  [
    "options.optimizer.rate",
    { options: { ...record.options, optimizer: { name: "sgd", rate: [] } } },
  ],
  ["parent.step", { parent: { run: "/runs/one", step: -1 } }],
  ["parent.run", { parent: { step: 1 } }],
  ["data.binarization", { data: { ...record.data, binarization: "dither" } }],
])("a wrong %s is refused by name, in one line", (path, fields) => {
  const read = () => parse({ ...record, ...fields });
  expect(read).toThrow(RunError);
  expect(read).toThrow(new RegExp(`^run\\.json: ${path.replaceAll(".", "\\.")}\\b.*: .+$`));
});

test("any text at all is a record or refused, never anything else", () => {
  const anything = fc.oneof(fc.string(), fc.json());
  const nearly = fc
    .tuple(fc.constantFrom(...Object.keys(record)), fc.jsonValue())
    .map(([name, value]) => JSON.stringify({ ...record, [name]: value }));
  fc.assert(
    fc.property(fc.oneof(anything, nearly), (text) => {
      try {
        parseRunRecord(text, "run.json");
      } catch (error) {
        expect(error).toBeInstanceOf(RunError);
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});

test("a record of a rule or backend that there is not is refused by name", async () => {
  await expect(trainOptions({ ...record, rule: "dreaming" }, bars())).rejects.toThrow(
    /^run: a rule of .*wake-sleep.* is needed, got dreaming$/,
  );
  await expect(trainOptions({ ...record, backend: "abacus" }, bars())).rejects.toThrow(
    /^run: a backend of .*cpu.* is needed, got abacus$/,
  );
});

test("a state without what the optimizer remembers is refused", async () => {
  const resume = initialState(createMachine(record.sizes, key(1)), optimizers.sgd());
  await expect(trainOptions(record, bars(), { resume })).rejects.toThrow(
    "run: tensors state.mean.* are needed to continue with adam, the checkpoint has none",
  );
});
