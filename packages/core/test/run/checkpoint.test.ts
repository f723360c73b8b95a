import fc from "fast-check";
import { expect, test } from "vitest";
import { bars } from "../../src/datasets/bars.ts";
import type { TrainingState } from "../../src/learning/learner.ts";
import { createMachine } from "../../src/machine.ts";
import { type OptimizerName, optimizers } from "../../src/optimizers.ts";
import { key } from "../../src/random.ts";
import {
  checkpointName,
  checkpointStep,
  decodeCheckpoint,
  encodeCheckpoint,
} from "../../src/run/checkpoint.ts";
import { RunError } from "../../src/run/run-error.ts";
import { decodeTensors, encodeTensors, type TensorFile } from "../../src/run/safetensors.ts";
import { train } from "../../src/train.ts";

const SIZES = [16, 4, 3, 2];

async function stateAfter(steps: number, name: OptimizerName = "adam"): Promise<TrainingState> {
  const options = { machine: createMachine(SIZES, key(1)), data: bars(), batch: 5 };
  const optimizer = optimizers[name]();
  let state: TrainingState | undefined;
  for await (const event of train({ ...options, steps, optimizer, reportImages: 5 })) {
    if (event.type === "checkpoint") state = event.state;
  }
  if (!state) throw new Error("a training has a checkpoint");
  return state;
}

const shapesOf = (bytes: Uint8Array) =>
  Object.fromEntries(
    [...decodeTensors(bytes, "file").tensors].map(([name, { shape }]) => [name, shape]),
  );

const MACHINE = {
  "generative.0.weights": [4, 16],
  "generative.0.bias": [16],
  "generative.1.weights": [3, 4],
  "generative.1.bias": [4],
  "generative.2.weights": [2, 3],
  "generative.2.bias": [3],
  "generative.3.bias": [2],
  "recognition.0.weights": [16, 4],
  "recognition.0.bias": [4],
  "recognition.1.weights": [4, 3],
  "recognition.1.bias": [3],
  "recognition.2.weights": [3, 2],
  "recognition.2.bias": [2],
};
const UPDATES = { "state.updates.generative": [4], "state.updates.recognition": [3] };
const under = (prefix: string) =>
  Object.fromEntries(Object.entries(MACHINE).map(([name, shape]) => [prefix + name, shape]));

test("tensors have the names and shapes of the format", async () => {
  expect(shapesOf(encodeCheckpoint(await stateAfter(1, "sgd")))).toEqual({
    ...MACHINE,
    ...UPDATES,
  });
});

test.each([
  ["momentum", ["velocity"]],
  ["adam", ["mean", "variance"]],
] as const)("what %s remembers stands under state.", async (optimizer, moments) => {
  const shapes = shapesOf(encodeCheckpoint(await stateAfter(1, optimizer)));
  const memory = moments.map((moment) => under(`state.${moment}.`));
  expect(shapes).toEqual(Object.assign({}, MACHINE, UPDATES, ...memory));
});

test("weights are stored row by row", async () => {
  const { machine } = await stateAfter(2);
  const { tensors } = decodeTensors(encodeCheckpoint(await stateAfter(2)), "file");
  expect(tensors.get("generative.1.weights")?.data).toEqual(machine.generative[1].weights.data);
  expect(tensors.get("recognition.0.bias")?.data).toEqual(machine.recognition[0].bias.data);
});

test("the metadata name format, step and sizes, and nothing else", async () => {
  const { metadata } = decodeTensors(encodeCheckpoint(await stateAfter(3)), "file");
  expect(metadata).toEqual({ format: "1", step: "3", sizes: "[16,4,3,2]" });
});

test.each(["sgd", "momentum", "adam"] as const)("a state of %s comes back whole", async (name) => {
  const state = await stateAfter(7, name);
  expect(decodeCheckpoint(encodeCheckpoint(state), "file")).toEqual(state);
});

test("the same training gives the same bytes, another one others", async () => {
  const [first, again, longer] = [await stateAfter(5), await stateAfter(5), await stateAfter(6)];
  expect(encodeCheckpoint(again)).toEqual(encodeCheckpoint(first));
  expect(encodeCheckpoint(longer)).not.toEqual(encodeCheckpoint(first));
});

test("names order as steps do", () => {
  expect(checkpointName(0)).toBe("000000000000.safetensors");
  expect(checkpointName(1234)).toBe("000000001234.safetensors");
  expect(checkpointStep(checkpointName(999_999_999_999))).toBe(999_999_999_999);
});

test.each(["5.safetensors", "000000000005.safetensors.tmp", "notes.txt", ".safetensors"])(
  "%s is no checkpoint",
  (name) => {
    expect(checkpointStep(name)).toBeUndefined();
  },
);

async function changed(change: (file: TensorFile) => TensorFile): Promise<Uint8Array> {
  return encodeTensors(change(decodeTensors(encodeCheckpoint(await stateAfter(1)), "file")));
}

const metadata = (fields: Record<string, string>) => (file: TensorFile) => ({
  ...file,
  metadata: { ...file.metadata, ...fields },
});

test("a newer format is refused by name and number", async () => {
  const bytes = await changed(metadata({ format: "2" }));
  expect(() => decodeCheckpoint(bytes, "a.safetensors")).toThrow(
    new RunError(
      "a.safetensors: checkpoint format 1 or lower is needed, got 2; use a newer helmholtz",
    ),
  );
});

test.each<Record<string, string>>([
  { format: "one" },
  { step: "-1" },
  { step: "0.5" },
  { step: "soon" },
  { sizes: "16,4" },
  { sizes: "[16]" },
  { sizes: "[16,0]" },
  { sizes: '["16",4,3,2]' },
  { sizes: "[16,4,1e15,1e15]" },
])("metadata of %j are refused", async (fields) => {
  const bytes = await changed(metadata(fields));
  expect(() => decodeCheckpoint(bytes, "a")).toThrow(/^a: a checkpoint names its format, step and/);
});

test("a safetensors file of something else is refused", () => {
  const bytes = encodeTensors({ tensors: new Map(), metadata: {} });
  expect(() => decodeCheckpoint(bytes, "a")).toThrow(RunError);
});

test("sizes that the tensors do not have are refused by the tensor's name", async () => {
  const bytes = await changed(metadata({ sizes: "[16,4,3,9]" }));
  expect(() => decodeCheckpoint(bytes, "a")).toThrow(
    new RunError("a: tensor generative.2.weights of [9,3] is needed, got [2,3]"),
  );
});

test("each tensor is needed", async () => {
  for (const name of Object.keys(shapesOf(encodeCheckpoint(await stateAfter(1, "sgd"))))) {
    const bytes = await changed(({ tensors, metadata }) => ({
      tensors: new Map([...tensors].filter(([tensor]) => tensor !== name)),
      metadata,
    }));
    const decode = () => decodeCheckpoint(bytes, "a");
    expect(decode).toThrow(RunError);
    expect(decode).toThrow(`a: tensor ${name} of [`);
    expect(decode).toThrow(/ is needed, got nothing$/);
  }
});

test("a checkpoint with any bytes changed is read or refused, never anything else", async () => {
  const bytes = encodeCheckpoint(await stateAfter(1));
  // Most of the changes in the header, where they do most.
  const header = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const at = fc.oneof({ weight: 4, arbitrary: fc.nat(header) }, fc.nat(bytes.length - 1));
  const changes = fc.array(fc.tuple(at, fc.nat(255)), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(changes, (changes) => {
      const broken = bytes.slice();
      for (const [at, byte] of changes) broken[at] = byte;
      try {
        decodeCheckpoint(broken, "file");
      } catch (error) {
        expect(error).toBeInstanceOf(RunError);
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});
