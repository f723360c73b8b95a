import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DataError } from "../../src/datasets/data-error.ts";
import type { Images } from "../../src/datasets/dataset.ts";
import { writeIdxImages, writeIdxLabels } from "../../src/datasets/idx.ts";
import { cacheDirectory } from "../../src/node/cache-directory.ts";
import { readUnpacked } from "../../src/node/idx-file.ts";
import { type OpenDatasetOptions, openDataset } from "../../src/node/open-dataset.ts";
import { key } from "../../src/random.ts";
import { packDigits } from "../fixtures/pack-digits.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "open-dataset-"));
});
afterEach(() => rm(cwd, { recursive: true }));

const open = (name: string, options: OpenDatasetOptions = {}) =>
  openDataset(name, { cwd, cache: join(cwd, "cache"), ...options });

// Images of 4 x 2 pixels that spell `first`, `first + 1`, … in bits.
function images(count: number, first = 0, width = 4): Uint8Array {
  const pixels = Uint8Array.from({ length: count * 2 * width }, (_, i) => {
    const image = first + Math.floor(i / (2 * width));
    return 255 * ((image >> (i % (2 * width))) & 1);
  });
  return writeIdxImages({ width, height: 2, pixels });
}

const labels = (...classes: number[]) => writeIdxLabels(Uint8Array.from(classes));

async function put(files: Record<string, Uint8Array>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(join(cwd, name, ".."), { recursive: true });
    await writeFile(join(cwd, name), bytes);
  }
}

// Which images these are: what each spells.
function spelled(images: Images): number[] {
  const { data, units } = images.draw([...Array(images.size).keys()], key(0));
  return Array.from({ length: images.size }, (_, n) =>
    data.slice(n * units, (n + 1) * units).reduceRight((number, bit) => 2 * number + bit, 0),
  );
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe("a folder", () => {
  test("serves train, valid and test from their files", async () => {
    await put({
      "set/train-images-idx3-ubyte": images(12, 0),
      "set/valid-images.gz": gzipSync(images(3, 20)),
      "set/t10k-images.idx3-ubyte": images(2, 30),
    });
    const source = await open("set");
    expect(source.name).toBe("set");
    expect(spelled(await source.split("train"))).toEqual(range(0, 12));
    expect(spelled(await source.split("valid"))).toEqual(range(20, 23));
    expect(spelled(await source.split("test"))).toEqual(range(30, 32));
    const { name, train, valid, test } = await source.dataset();
    expect([name, train.size, valid?.size, test]).toEqual(["set", 12, 3, undefined]);
    expect([train.width, train.height]).toEqual([4, 2]);
  });

  test("without a valid file holds out the last sixth of train", async () => {
    await put({ "set/train-images": images(12) });
    const { train, valid } = await (await open("set")).dataset();
    expect(spelled(train)).toEqual(range(0, 10));
    expect(valid && spelled(valid)).toEqual([10, 11]);
  });

  test("with test files named test-… serves them", async () => {
    await put({ "set/test-images-idx3-ubyte.gz": gzipSync(images(2, 5)) });
    expect(spelled(await (await open("set")).split("test"))).toEqual([5, 6]);
  });

  test("without a train file serves what it has and names what it has not", async () => {
    await put({ "set/t10k-images-idx3-ubyte": images(2) });
    const source = await open("set");
    expect((await source.split("test")).size).toBe(2);
    await expect(source.dataset()).rejects.toThrow("there is no train-images-idx3-ubyte");
    await expect(source.split("valid")).rejects.toThrow(
      "there is no valid-images-idx3-ubyte or train-images-idx3-ubyte, plain or .gz",
    );
    await expect(source.fingerprint()).rejects.toThrow(DataError);
  });

  test("names the test files that it has not", async () => {
    await put({ "set/train-images": images(6) });
    const reading = (await open("set")).split("test");
    await expect(reading).rejects.toThrow(
      `${join(cwd, "set")}: test images are needed, there is no t10k-images-idx3-ubyte or test-images-idx3-ubyte`,
    );
  });

  test("does not read a split that nobody asks for", async () => {
    await put({
      "set/train-images": images(6),
      "set/valid-images": images(2),
      "set/t10k-images": Uint8Array.of(1, 2, 3),
    });
    const source = await open("set");
    expect((await source.dataset()).train.size).toBe(6);
    await expect(source.split("test")).rejects.toThrow("t10k-images");
  });

  test("with images stored by class is mixed before it is divided", async () => {
    const byClass = range(0, 120).map((n) => Math.floor(n / 60));
    await put({ "set/train-images": images(120), "set/train-labels": labels(...byClass) });
    const { train, valid } = await (await open("set")).dataset();
    expect(new Set(train.labels)).toEqual(new Set([0, 1]));
    expect(new Set(valid?.labels)).toEqual(new Set([0, 1]));
    spelled(train).forEach((image, n) => {
      expect(train.labels?.[n]).toBe(byClass[image]);
    });
  });

  test("whose splits are of different sizes is refused", async () => {
    await put({ "set/train-images": images(6), "set/valid-images": images(6, 0, 5) });
    await expect((await open("set")).dataset()).rejects.toThrow(
      "set: valid images of 4 x 2 are needed, as in train, got 5 x 2",
    );
  });

  test("without IDX files is refused", async () => {
    await put({ "set/readme.txt": Uint8Array.of(1) });
    await expect(open("set")).rejects.toThrow("give a folder of IDX files");
  });

  test("of one image trains on it and holds nothing out", async () => {
    await put({ "set/train-images": images(1, 9) });
    const source = await open("set");
    const { train, valid } = await source.dataset();
    expect([spelled(train), valid]).toEqual([[9], undefined]);
    await expect(source.split("valid")).rejects.toThrow("too few to hold any out");
  });
});

describe("a file", () => {
  test.each([
    ["plain", images(12)],
    ["gzip", gzipSync(images(12))],
  ])("that is %s is divided into train and valid", async (_, bytes) => {
    await put({ "digits.idx": bytes });
    const source = await open("digits.idx");
    expect(spelled(await source.split("valid"))).toEqual([10, 11]);
    expect(spelled(await source.split("train"))).toEqual(range(0, 10));
    await expect(source.split("test")).rejects.toThrow(
      "give a folder with a file t10k-images-idx3-ubyte",
    );
  });

  test.each(["my-labels-idx1-ubyte", "my-labels-idx1-ubyte.gz"])(
    "finds its labels in %s",
    async (name) => {
      await put({
        "my-images-idx3-ubyte": images(6),
        [name]: name.endsWith(".gz")
          ? gzipSync(labels(1, 2, 1, 2, 1, 2))
          : labels(1, 2, 1, 2, 1, 2),
      });
      const source = await open("my-images-idx3-ubyte", { classes: [2] });
      expect(spelled(await source.split("train"))).toEqual([1, 3]);
    },
  );

  test("is found from the working directory, or by its whole path", async () => {
    await put({ "a/images.idx": images(6) });
    const byPath = await open(join(cwd, "a/images.idx"), { cwd: "/" });
    const byName = await open("images.idx", { cwd: join(cwd, "a") });
    expect(await byPath.fingerprint()).toBe(await byName.fingerprint());
  });

  test.each<[string, Uint8Array, string]>([
    ["is empty", new Uint8Array(), "the file is empty"],
    ["is a labels file", labels(1, 2), "so holds labels"],
    ["is gzip cut off", gzipSync(images(200)).subarray(0, -20), "is cut off"],
    ["is broken gzip", Uint8Array.of(0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9), "is broken"],
    ["is gzip of nothing", gzipSync(new Uint8Array()), "the file is empty"],
  ])("that %s is refused by name", async (_, bytes, reason) => {
    await put({ "train-images-idx3-ubyte.gz": bytes });
    const reading = (await open("train-images-idx3-ubyte.gz")).dataset();
    await expect(reading).rejects.toThrow(DataError);
    await expect(reading).rejects.toThrow(`${join(cwd, "train-images-idx3-ubyte.gz")}: `);
    await expect(reading).rejects.toThrow(reason);
  });

  test("of little gzip that holds a lot is not unpacked to the end", async () => {
    await put({ bomb: gzipSync(new Uint8Array(1_000_000)) });
    const path = join(cwd, "bomb");
    await expect(readUnpacked(path, 999_999)).rejects.toThrow(
      `${path}: at most 999999 bytes can be read, this holds more`,
    );
    expect((await readUnpacked(path, 1_000_000)).length).toBe(1_000_000);
  });

  test("beyond 1 GiB is not read", async () => {
    await put({ large: new Uint8Array() });
    await truncate(join(cwd, "large"), 2 ** 30 + 1);
    await expect((await open("large")).dataset()).rejects.toThrow("at most 1073741824 bytes");
  });

  test("with another number of labels is refused by the labels' name", async () => {
    await put({ "train-images": images(6), "train-labels": labels(1, 2) });
    await expect((await open("train-images")).dataset()).rejects.toThrow(
      /train-labels: 6 labels are needed, one for each image of .*train-images, got 2/,
    );
  });
});

describe("classes", () => {
  beforeEach(() =>
    put({
      "set/train-images": images(12),
      "set/train-labels": labels(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 0),
    }),
  );

  test("are chosen after dividing: what is held out from one choice is from all", async () => {
    const held = [10, 11];
    for (const classes of [[0], [1], [0, 1], [1, 2]]) {
      const { train } = await (await open("set", { classes })).dataset();
      expect(spelled(train).filter((image) => held.includes(image))).toEqual([]);
      expect(new Set(train.labels)).toEqual(new Set(classes));
    }
  });

  test("of which nothing is held out leave valid empty, and training possible", async () => {
    const source = await open("set", { classes: [2] });
    const { train, valid } = await source.dataset();
    expect([spelled(train), valid]).toEqual([[2, 5, 8], undefined]);
    await expect(source.split("valid")).rejects.toThrow("at least one image of the classes 2");
  });

  test("that are not there are refused", async () => {
    await expect((await open("set", { classes: [0, 7] })).dataset()).rejects.toThrow(
      "no image is of class 7; choose from 0, 1, 2",
    );
  });

  test("cannot be chosen of a generated set", async () => {
    await expect(open("bars", { classes: [1] })).rejects.toThrow(RangeError);
  });

  test("and pixels make the fingerprint", async () => {
    const print = async (options?: OpenDatasetOptions) =>
      (await open("set", options)).fingerprint();
    expect(await print()).toMatch(/^[0-9a-f]{64}$/);
    expect(await print()).toBe(await print({ binarization: "threshold" }));
    expect(await print()).not.toBe(await print({ classes: [0, 1] }));
    const before = await print();
    await put({ "set/train-images": images(12, 1) });
    expect(await print()).not.toBe(before);
  });
});

describe("names:", () => {
  test.each([
    ["bars", 16],
    ["shifter", 32],
    ["kirby", 9],
  ])("%s is drawn, with every split", async (name, pixels) => {
    const source = await open(name);
    for (const split of ["train", "valid", "test"] as const) {
      const images = await source.split(split);
      expect(images.draw([0, 1], key(1)).units).toBe(pixels);
    }
    expect([source.name, await source.fingerprint()]).toEqual([name, name]);
    expect((await source.dataset()).train.size).toBe(10_000);
  });

  test("a name that is neither known nor a path is refused with the known ones", async () => {
    await expect(open("mnits")).rejects.toThrow(
      `${join(cwd, "mnits")}: a file or folder is needed, it cannot be opened (ENOENT); give its path, or one of mnist, mnist-full, bars, shifter, kirby`,
    );
  });

  test("a name that every object has is a path like others", async () => {
    await expect(open("constructor")).rejects.toThrow(DataError);
  });

  test("mnist-full names the command that downloads it", async () => {
    await expect(open("mnist-full")).rejects.toThrow("helmholtz data fetch mnist");
    await put({ "cache/mnist/train-images-idx3-ubyte.gz": gzipSync(images(6)) });
    const source = await open("mnist-full");
    expect((await source.dataset()).train.size).toBe(5);
    await expect(source.split("test")).rejects.toThrow(
      /no t10k-images-idx3-ubyte .*helmholtz data fetch mnist/,
    );
  });

  test("HELMHOLTZ_CACHE is the cache directory, from where the user stands", () => {
    expect(cacheDirectory({ HELMHOLTZ_CACHE: "/somewhere" })).toBe("/somewhere");
    expect(cacheDirectory({ HELMHOLTZ_CACHE: "here" }, cwd)).toBe(join(cwd, "here"));
    expect(cacheDirectory({})).toMatch(/helmholtz/);
  });
});

describe("mnist", () => {
  beforeAll(packDigits);

  test("is 10,000 digits, mixed, of which the last 1,666 are held out", async () => {
    const { train, valid } = await (await open("mnist")).dataset();
    expect([train.size, train.width, train.height]).toEqual([8334, 28, 28]);
    expect(valid?.size).toBe(1666);
    const classes = [...(train.labels ?? []), ...(valid?.labels ?? [])];
    // How often each digit occurs among the first 10,000 training images of MNIST.
    expect(range(0, 10).map((digit) => classes.filter((label) => label === digit).length)).toEqual([
      1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978,
    ]);
    expect(new Set(train.labels?.subarray(0, 100)).size).toBe(10);
  });

  test("has the digits' ink: 13 % of all, as all of MNIST", async () => {
    const train = await (await open("mnist")).split("train");
    const { data } = train.draw(range(0, 1000), key(1));
    expect(data.reduce((sum, bit) => sum + bit, 0) / data.length).toBeCloseTo(0.13, 2);
  });

  test("has no test images, and says what has", async () => {
    await expect((await open("mnist")).split("test")).rejects.toThrow(
      /training images only; `helmholtz data fetch mnist`/,
    );
  });
});
