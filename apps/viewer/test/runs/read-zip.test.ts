import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readZip } from "../../src/runs/read-zip.ts";

const text = (written: string) => strToU8(written);

test("records, logs and checkpoints come out of any depth, and nothing else", () => {
  const zip = zipSync({
    "all/deep/one/run.json": text("record"),
    "all/deep/one/events.jsonl": text("log"),
    "all/deep/one/checkpoints/000000000000.safetensors": [text("weights"), { level: 0 }],
    "all/charts/curve.svg": text("<svg/>"),
    "__MACOSX/one/run.json": text("notes"),
    "all/._run.json": text("notes"),
  });
  const files = readZip(zip, "all.zip");
  expect(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([
    ["all/deep/one/run.json", "record"],
    ["all/deep/one/events.jsonl", "log"],
    ["all/deep/one/checkpoints/000000000000.safetensors", "weights"],
  ]);
});

test("an archive without a run, or that is none, says so by its name", () => {
  expect(() => readZip(zipSync({ "a.txt": text("a") }), "notes.zip")).toThrow(
    "notes.zip: no run is in it",
  );
  expect(() => readZip(text("no archive at all, but long enough"), "torn.zip")).toThrow(
    /^torn\.zip: a zip archive is needed, this one cannot be unpacked/,
  );
});

test.each([
  "../run.json",
  "a/../../run.json",
  "/etc/run.json",
  "a\\..\\..\\run.json",
  "C:/run.json",
])("nothing is opened of an archive with the path %s", (path) => {
  const zip = zipSync({ "good/run.json": text("{}"), [path]: text("{}") });
  expect(() => readZip(zip, "evil.zip")).toThrow(/^evil\.zip: its path .* leads out/);
});

test("a zip bomb is refused before anything of it is unpacked", () => {
  const zip = zipSync({ "run/run.json": text("{}"), "run/0.safetensors": new Uint8Array(100_000) });
  claim(zip, 2 ** 29);
  expect(() => readZip(zip, "bomb.zip")).toThrow(
    "bomb.zip: at most 10000 files of 512 MB can be opened here, it holds 2 of 1,024 MB",
  );
});

test("what says that it is small has no more room than it says", () => {
  const zip = zipSync({ "run/run.json": new Uint8Array(1_000_000) });
  claim(zip, 10);
  expect(readZip(zip, "liar.zip").map(({ bytes }) => bytes.length <= 10)).toEqual([true]);
});

// Lies in the directory at the end about the unpacked size of each file.
function claim(zip: Uint8Array, bytes: number): void {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at < zip.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, bytes, true);
  }
}
