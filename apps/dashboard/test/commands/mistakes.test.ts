import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeIdxImages, writeIdxLabels } from "@helmholtz/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { complaint, succeed, temporaryDirectory } from "./helmholtz.ts";

const SHORT = ["train", "--data", "bars", "--hidden", "3", "--steps", "5"];

// A directory with good and bad data, and two small runs, that no mistake may change.
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "helmholtz-"));
  const images = writeIdxImages({
    width: 4,
    height: 4,
    pixels: Uint8Array.from({ length: 60 * 16 }, (_, i) => (i * 37) % 256),
  });
  const labels = writeIdxLabels(new Uint8Array(60).map((_, n) => n % 3));
  await mkdir(join(cwd, "data"));
  await writeFile(join(cwd, "data", "train-images-idx3-ubyte"), images);
  await writeFile(join(cwd, "data", "train-labels-idx1-ubyte"), labels);
  await writeFile(join(cwd, "torn-idx3-ubyte"), images.subarray(0, 500));
  await writeFile(join(cwd, "labels-as-pictures"), labels);
  await writeFile(join(cwd, "letter.txt"), "Dear reader, these are no pictures.");
  await writeFile(join(cwd, "empty"), "");
  await succeed([...SHORT, "--out", "run"], { cwd });
  await succeed(["train", "--classes", "0", "--hidden", "3", "--steps", "2", "--out", "digits"], {
    cwd,
  });
});
afterAll(() => rm(cwd, { recursive: true }));

test("training on one's own folder works, so that its mistakes below are the mistakes", async () => {
  const out = join(await temporaryDirectory(), "run");
  const args = ["--data", "data", "--classes", "0,2", "--hidden", "3", "--steps", "2"];
  await succeed(["train", ...args, "--batch", "5", "--out", out], { cwd });
});

const ON = (data: string) => ["train", "--data", data, "--hidden", "3", "--steps", "5"];

test.each([
  ["a missing file", ON("nowhere"), /nowhere: a file or folder is needed, .*ENOENT/],
  ["a file cut off", ON("torn-idx3-ubyte"), /torn-idx3-ubyte: /],
  ["labels for pictures", ON("labels-as-pictures"), /labels-as-pictures: /],
  ["a file of something else", ON("letter.txt"), /letter\.txt: /],
  ["an empty file", ON("empty"), /empty: /],
  ["a folder without pictures", ON("run"), /run: train images are needed, there is no train-/],
  ["a class that is not there", [...ON("data"), "--classes", "0,7"], /no image is of class 7/],
  ["a batch beyond the images", [...ON("data"), "--batch", "999"], /batch of 999 .* there are 50/],
])("train on %s fails by name, and leaves no directory", async (_, args, message) => {
  expect(await complaint(1, [...args, "--out", "new"], { cwd })).toMatch(message);
  expect(await readdir(cwd)).not.toContain("new");
});

test.each([
  ["an unknown option", ["--hiden", "5"], /unknown option '--hiden'/],
  ["a layer of 0", ["--hidden", "0"], /--hidden .*'0' is invalid/],
  ["a layer of 1000000000", ["--hidden", "1000000000"], /use smaller layers/],
  ["a rate of NaN", ["--rate", "NaN"], /'NaN' is invalid.* from 0 to 1,000/],
  ["an absurd rate", ["--rate", "1e9"], /'1e9' is invalid.* from 0 to 1,000/],
  ["a decimal comma", ["--rate", "0,001"], /write 0\.001, or 0\.0,1\.0 by layer/],
  ["lines that are plain and JSON", ["--plain", "--json"], /cannot be used with/],
  ["a negative rate", ["--rate", "0.1,-1"], /is invalid/],
  ["no batch", ["--batch", "0"], /--batch .*at least 1/],
  ["half a step", ["--steps", "0.5"], /--steps .*integer/],
  ["steps and epochs", ["--steps", "5", "--epochs", "1"], /cannot be used with/],
  ["a rule that there is not", ["--rule", "snooze"], /'snooze' is invalid.*wake-sleep/],
  ["a backend that there is not", ["--backend", "abacus"], /'abacus' is invalid.*cpu/],
  ["a seed that is no number", ["--seed", "lucky"], /--seed .*integer/],
  ["an option without its value", ["--steps"], /--steps .*missing/],
  ["classes of what has none", ["--data", "bars", "--classes", "1"], /bars has none/],
  ["a rate for a resumed run", ["--resume", "run", "--rate", "0.1"], /--rate cannot be given/],
  ["a seed for a resumed run", ["--resume", "run", "--seed", "1"], /--seed cannot be given/],
  ["two directories", ["--resume", "run", "--out", "new"], /cannot be used with/],
])("train with %s is wrong usage", async (_, args, message) => {
  const out = args.includes("--resume") ? [] : ["--out", "new"];
  expect(await complaint(2, ["train", ...out, ...args], { cwd })).toMatch(message);
  expect(await readdir(cwd)).not.toContain("new");
});

test.each([
  ["has another run", "run", /run: an empty or new directory is needed, it has \S+; choose/],
  ["is not empty", "data", /data: an empty or new directory is needed, it has train-/],
  ["is a file", "letter.txt", /letter\.txt: .*a file, not a directory/],
  ["is inside a file", "letter.txt/run", /letter\.txt.run: .*a file, not a directory/],
])("an --out that %s is refused, and stays as it was", async (_, out, message) => {
  const before = await contents();
  expect(await complaint(1, [...SHORT, "--out", out], { cwd })).toMatch(message);
  expect(await contents()).toEqual(before);
});

async function contents(): Promise<Record<string, string>> {
  const entries = await readdir(cwd, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path, await readFile(path, "latin1")] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

test("an --out that may not be written is refused", async ({ skip }) => {
  skip(process.getuid?.() === 0, "the superuser may write everywhere");
  skip(process.platform === "win32", "Windows has no modes of directories");
  const parent = await temporaryDirectory();
  await chmod(parent, 0o555);
  const line = await complaint(1, [...SHORT, "--out", join(parent, "run")]);
  await chmod(parent, 0o755);
  expect(line).toMatch(/run: it may not be written; choose another --out/);
});

test("an --out where not even the superuser makes directories is refused", async ({ skip }) => {
  skip(process.platform !== "linux", "only Linux has such a place, /proc");
  expect(await complaint(1, [...SHORT, "--out", "/proc/helmholtz/run"])).toMatch(
    /\/proc\/helmholtz\/run: it .*; choose another --out/,
  );
});

test.each([
  ["nothing", ["--resume", "nowhere"], /nowhere: a run is needed, there is no run\.json/],
  ["an empty name", ["--resume", ""], /a run is needed, there is no run\.json/],
  ["a folder of data", ["--resume", "data"], /data: a run is needed, there is no run\.json/],
  ["a file", ["--resume", "letter.txt"], /letter\.txt: a run is needed/],
  [
    "a run that is done",
    ["--resume", "run"],
    /run: all 5 steps are done; give --epochs or --steps/,
  ],
  ["more steps than are asked", ["--resume", "run", "--steps", "3"], /all 5 steps are done/],
])("to resume %s fails by name", async (_, args, message) => {
  const before = await contents();
  expect(await complaint(1, ["train", ...args], { cwd })).toMatch(message);
  expect(await contents()).toEqual(before);
});

test("a run does not go on when its images have changed", async () => {
  const own = await temporaryDirectory();
  const file = join(own, "pictures");
  const pictures = (shade: number) =>
    writeIdxImages({ width: 2, height: 2, pixels: new Uint8Array(60 * 4).fill(shade) });
  await writeFile(file, pictures(100));
  await succeed([...ON("pictures"), "--out", "run"], { cwd: own });
  await writeFile(file, pictures(101));
  expect(await complaint(1, ["train", "--resume", "run", "--steps", "9"], { cwd: own })).toMatch(
    /run: the images that the run learned from are needed, pictures has changed since/,
  );
});

test("a run of a newer format is refused by name and number", async () => {
  const own = await temporaryDirectory();
  await writeFile(join(own, "run.json"), '{"format": 2}');
  for (const command of [["train", "--resume"], ["evaluate"], ["dream"], ["weights"]]) {
    expect(await complaint(1, [...command, own])).toMatch(
      /run\.json: run format 1 or lower is needed, got 2; use a newer helmholtz/,
    );
  }
});

test.each([
  ["no run", ["evaluate", "nowhere"], /nowhere: a run is needed/],
  ["a checkpoint that is not there", ["evaluate", "run", "--checkpoint", "3"], /stored are 0, 5/],
  [
    "data of another size",
    ["evaluate", "run", "--data", "mnist"],
    /images of 16 pixels are needed/,
  ],
  ["test digits", ["evaluate", "digits", "--split", "test"], /`helmholtz data fetch mnist`/],
  ["a layer that is not there", ["weights", "run", "--layer", "7"], /got 7/],
  ["a unit that is not there", ["dream", "run", "--clamp", "1:3=1"], /units 0 to 2, got 1:3/],
  ["a picture inside a file", ["dream", "run", "--png", "letter.txt/a.png"], /cannot be written/],
])("%s fails by name", async (_, args, message) => {
  expect(await complaint(1, args, { cwd })).toMatch(message);
});

test.each([
  ["an unknown command", ["snore"], /unknown command 'snore'/],
  ["no run given", ["evaluate"], /missing required argument 'run'/],
  ["no samples", ["evaluate", "run", "--samples", "0"], /--samples .*at least 1/],
  ["an unknown split", ["evaluate", "run", "--split", "dev"], /'dev' is invalid/],
  ["an unknown checkpoint", ["evaluate", "run", "--checkpoint", "first"], /latest, best or a step/],
  ["a clamp in the middle", ["dream", "run", "--clamp", "1:2=0.5"], /LAYER:UNIT=0/],
  ["no dreams", ["dream", "run", "--count", "0"], /--count .*at least 1/],
  ["an unknown direction", ["weights", "run", "--direction", "up"], /'up' is invalid/],
  ["an unknown toy", ["toy", "train"], /'train' is invalid/],
  ["a mirror that is no address", ["data", "fetch", "mnist", "--mirror", "here"], /got here/],
])("%s is wrong usage", async (_, args, message) => {
  expect(await complaint(2, args, { cwd })).toMatch(message);
});

test("help is no mistake: every command has it, on stdout", async () => {
  const commands = ["train", "evaluate", "dream", "weights", "toy", "data", "data fetch"];
  for (const command of commands) {
    const { stdout } = await succeed([...command.split(" "), "--help"]);
    expect(stdout).toMatch(new RegExp(`^Usage: helmholtz ${command} `));
  }
});
