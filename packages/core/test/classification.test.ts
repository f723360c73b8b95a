import { describe, expect, test } from "vitest";
import type { Backend } from "../src/backend.ts";
import { cpu } from "../src/backends/cpu.ts";
import { js } from "../src/backends/js.ts";
import { classify } from "../src/classification.ts";
import { DataError } from "../src/datasets/data-error.ts";
import type { Images } from "../src/datasets/dataset.ts";
import { enumerate } from "../src/enumeration.ts";
import { type Machine, mapMachine } from "../src/machine.ts";
import { key } from "../src/random.ts";
import { allStates } from "./fixtures/formulas.ts";
import { fixedImages, randomMachine } from "./fixtures/machines.ts";

// Three machines small enough for enumeration, of classes that are not 0, 1, 2.
const SIZES = [4, 3, 2];
const machines = new Map([2, 5, 7].map((name) => [name, randomMachine(SIZES, name)] as const));
const data = allStates(4);
const exact = (machine: Machine) => data.map((d) => enumerate(machine, d).freeEnergy);

// The class of the least exact F(d), of each datum.
const shortest = data.map((_, n) => {
  const energies = [...machines].map(([name, machine]) => [exact(machine)[n], name] as const);
  return energies.sort(([a], [b]) => a - b)[0][1];
});

const labelled = (labels: readonly number[], rows = data): Images => ({
  ...fixedImages(rows),
  labels: Uint8Array.from(labels),
});

describe.each([
  { name: "cpu", backend: cpu() as Backend },
  { name: "js", backend: js() as Backend },
])("on $name", ({ backend }) => {
  const uploaded = new Map(
    Array.from(machines, ([name, machine]) => [name, mapMachine(machine, backend.upload)] as const),
  );

  test("the mean free energies come to the exact ones", async () => {
    const samples = 4000;
    const result = await classify(backend, uploaded, labelled(shortest), key(1), { samples });
    for (const [name, machine] of machines) {
      data.forEach((d, n) => {
        const { freeEnergy, logJoint, logRecognition } = enumerate(machine, d);
        const variance = logRecognition.reduce(
          (sum, log, i) => sum + Math.exp(log) * (log - logJoint[i] - freeEnergy) ** 2,
          0,
        );
        const error = Math.abs((result.freeEnergies.get(name)?.[n] ?? 0) - freeEnergy);
        // 48 means: one in a million is beyond 5 standard errors.
        expect(error).toBeLessThan(5 * Math.sqrt(variance / samples));
      });
    }
  });

  test("each image is taken for the class of its shortest description", async () => {
    const result = await classify(backend, uploaded, labelled(shortest), key(1), { samples: 4000 });
    expect(new Set(shortest).size).toBeGreaterThan(1);
    expect([...result.predicted]).toEqual(shortest);
    expect(result).toMatchObject({ images: 16, errors: 0, errorRate: 0 });
  });
});

const backend = cpu();

test("images of another class are errors, those of a class without a machine too", async () => {
  const labels = shortest.map((name, n) => (n === 3 ? 9 : n < 3 ? (name === 2 ? 5 : 2) : name));
  const options = { samples: 4000 };
  const result = await classify(backend, machines, labelled(labels), key(1), options);
  expect(result).toMatchObject({ errors: 4, errorRate: 4 / 16 });
});

test("parts are the same as all at once, and an image as without those that follow", async () => {
  const rows = Array.from({ length: 500 }, (_, n) => data[n % 16]);
  const labels = rows.map(() => 2);
  const seen: number[] = [];
  const all = await classify(backend, machines, labelled(labels, rows), key(2), {
    onProgress: (images) => seen.push(images),
  });
  expect(seen).toEqual([200, 400, 500]);
  const few = await classify(backend, machines, labelled(labels, rows), key(2), { limit: 230 });
  expect(few.images).toBe(230);
  expect(few.predicted).toEqual(all.predicted.slice(0, 230));
  expect(few.errors).toBe(few.predicted.filter((name) => name !== 2).length);
});

test("a machine's samples do not depend on the other machines, nor on their order", async () => {
  const images = labelled(shortest);
  const all = await classify(backend, machines, images, key(3));
  const reversed = await classify(backend, new Map([...machines].reverse()), images, key(3));
  const alone = new Map([...machines].slice(1, 2));
  const one = await classify(backend, alone, images, key(3));
  expect(reversed.predicted).toEqual(all.predicted);
  expect(one.freeEnergies.get(5)).toEqual(all.freeEnergies.get(5));
});

test("the same key gives the same result, another key another", async () => {
  const energies = async (seed: number) =>
    (await classify(backend, machines, labelled(shortest), key(seed))).freeEnergies;
  expect(await energies(4)).toEqual(await energies(4));
  expect(await energies(4)).not.toEqual(await energies(5));
});

test("of machines that describe an image equally short, the first wins", async () => {
  // Nothing is random in a machine whose hidden units are always on.
  const sure = mapMachine(randomMachine([4, 1]), (m) => ({ ...m, data: m.data.map(() => 0) }));
  sure.recognition[0].bias.data.fill(100);
  sure.generative[1].bias.data.fill(100);
  const twins = new Map([
    [8, sure],
    [1, sure],
  ]);
  const { predicted } = await classify(backend, twins, labelled(shortest), key(6));
  expect(new Set(predicted)).toEqual(new Set([8]));
});

test("images without labels are refused", async () => {
  const refused = classify(backend, machines, fixedImages(data), key(1));
  await expect(refused).rejects.toThrow(DataError);
  await expect(refused).rejects.toThrow("images with labels are needed");
});

test("no machine, no image and no sample are refused", async () => {
  const images = labelled(shortest);
  const refused = (options: object, of: ReadonlyMap<number, Machine> = machines) =>
    expect(classify(backend, of, images, key(1), options)).rejects;
  await refused({}, new Map()).toThrow("a machine for each class is needed");
  await refused({ limit: 0 }).toThrow("at least one image");
  await refused({ samples: 0 }).toThrow("at least 1 sample");
  await refused({ samples: 1.5 }).toThrow("at least 1 sample");
});
