import fc from "fast-check";
import { expect, test } from "vitest";
import { RunError } from "../../src/run/run-error.ts";
import { decodeTensors, encodeTensors, type Tensor } from "../../src/run/safetensors.ts";

const tensors = new Map<string, Tensor>([
  ["one", { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-38, 1e38) }],
  ["none", { shape: [0, 7], data: new Float32Array() }],
  ["two", { shape: [1], data: Float32Array.of(Math.fround(0.1)) }],
]);
const file = { tensors, metadata: { format: "1", "with a longer name": "ä" } };

function numberOf(bytes: Uint8Array): number {
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
}

/** A file with any header at all, and zeros behind it. */
function fileOf(header: unknown, dataBytes = 0): Uint8Array {
  const json = new TextEncoder().encode(
    typeof header === "string" ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const F32 = (from: number, to: number, shape: unknown = [(to - from) / 4]) => ({
  dtype: "F32",
  shape,
  data_offsets: [from, to],
});

test("what was written is read", () => {
  expect(decodeTensors(encodeTensors(file), "file")).toEqual(file);
});

test("a view into a larger buffer, at an odd place, is read alike", () => {
  const bytes = encodeTensors(file);
  const larger = Buffer.alloc(bytes.length + 9, 0xff);
  larger.set(bytes, 3);
  expect(decodeTensors(larger.subarray(3, 3 + bytes.length), "file")).toEqual(file);
});

test("what was read does not change with the file's bytes", () => {
  const bytes = encodeTensors(file);
  const read = decodeTensors(bytes, "file");
  bytes.fill(0);
  expect(read).toEqual(file);
});

test("numbers begin at a multiple of 8 bytes, whatever the length of the header", () => {
  for (let length = 0; length < 20; length++) {
    const bytes = encodeTensors({ tensors, metadata: { name: "x".repeat(length) } });
    expect((8 + numberOf(bytes)) % 8).toBe(0);
    expect(decodeTensors(bytes, "file").tensors).toEqual(tensors);
  }
});

test("the layout is that of the format: length, JSON, little-endian numbers", () => {
  const one = new Map([["a", { shape: [2], data: Float32Array.of(1, -2) }]]);
  const bytes = encodeTensors({ tensors: one, metadata: { step: "3" } });
  const start = 8 + numberOf(bytes);
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)))).toEqual({
    __metadata__: { step: "3" },
    a: { dtype: "F32", shape: [2], data_offsets: [0, 8] },
  });
  expect([...bytes.subarray(start)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

test("the same tensors give the same bytes", () => {
  expect(encodeTensors(file)).toEqual(encodeTensors(structuredClone(file)));
});

test("tensors may stand in the header in any order", () => {
  const bytes = fileOf({ b: F32(4, 8), a: F32(0, 4) }, 8);
  bytes.set([0, 0, 0x80, 0x3f], bytes.length - 8);
  const { tensors } = decodeTensors(bytes, "file");
  expect([...tensors].map(([name, { data }]) => [name, ...data])).toEqual([
    ["a", 1],
    ["b", 0],
  ]);
});

test.each([
  ["nothing", new Uint8Array(), /got 0 bytes/],
  ["seven bytes", new Uint8Array(7), /got 7 bytes/],
  ["a header longer than the file", fileOf("{}").subarray(0, 9), /header of 2 bytes does not fit/],
  ["a header longer than any memory", new Uint8Array(16).fill(0xff), /does not fit in 16/],
  ["no JSON", fileOf("no JSON"), /its header is not JSON/],
  ["null", fileOf("null"), /its header is not JSON/],
  ["a number for a tensor", fileOf({ a: 1 }), /its header is not JSON/],
  ["another type", fileOf({ a: { ...F32(0, 4, [2]), dtype: "F16" } }, 4), /a is "F16" and not F32/],
  ["a type that is no text", fileOf('{"a":{"dtype":{"toString":1}}}'), /and not F32/],
  ["no shape", fileOf({ a: { dtype: "F32", data_offsets: [0, 4] } }, 4), /no shape or place/],
  ["a negative shape", fileOf({ a: F32(0, 4, [-1, -1]) }, 4), /no shape or place/],
  ["a shape of half a row", fileOf({ a: F32(0, 4, [0.5, 2]) }, 4), /no shape or place/],
  ["three offsets", fileOf({ a: { ...F32(0, 4), data_offsets: [0, 4, 8] } }, 4), /or place/],
  ["offsets backwards", fileOf({ a: F32(4, 0, [1]) }, 4), /does not fill its place/],
  ["a shape that is too large", fileOf({ a: F32(0, 4, [1e9, 1e9, 1e9]) }, 4), /fill its place/],
  ["a tensor beyond the end", fileOf({ a: F32(0, 8) }, 4), /a ends at byte \d+ of \d+/],
  ["tensors that overlap", fileOf({ a: F32(0, 8), b: F32(4, 12) }, 12), /b does not begin where/],
  ["tensors that share a place", fileOf({ a: F32(0, 8), b: F32(0, 8) }, 8), /b does not begin/],
  ["a hole", fileOf({ a: F32(4, 8) }, 8), /a does not begin where/],
  ["bytes left over", fileOf({ a: F32(0, 4) }, 8), /its tensors end at byte \d+ of \d+/],
])("%s is refused by the file's name", (_, bytes, message) => {
  const decode = () => decodeTensors(bytes, "runs/a/3.safetensors");
  expect(decode).toThrow(RunError);
  expect(decode).toThrow(message);
  expect(decode).toThrow(/^runs\/a\/3\.safetensors: a safetensors file is needed, .*; use another/);
});

test("a file cut off anywhere is refused", () => {
  const bytes = encodeTensors(file);
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeTensors(bytes.subarray(0, length), "file")).toThrow(RunError);
  }
});

test("any header at all is read or refused, never anything else", () => {
  const size = fc.oneof(fc.nat(16), fc.constantFrom(-1, 2 ** 53, 1e300, 0.5, "4", null));
  const entry = fc.record(
    {
      dtype: fc.oneof({ weight: 5, arbitrary: fc.constant("F32") }, fc.jsonValue()),
      shape: fc.oneof(fc.array(size, { maxLength: 3 }), fc.jsonValue()),
      data_offsets: fc.oneof(fc.array(size, { maxLength: 3 }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
  const header = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.string(), fc.oneof(entry, fc.jsonValue()), { maxKeys: 3 }),
    fc.record({ __metadata__: fc.jsonValue(), a: entry }),
  );
  fc.assert(
    fc.property(header, fc.nat(64), (header, dataBytes) => {
      readOrRefuse(fileOf(header, dataBytes));
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test("a file with any bytes changed is read or refused, never anything else", () => {
  const bytes = encodeTensors(file);
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const broken = bytes.slice();
      for (const [at, byte] of changes) broken[at] = byte;
      readOrRefuse(broken);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

function readOrRefuse(bytes: Uint8Array): void {
  try {
    decodeTensors(bytes, "file");
  } catch (error) {
    expect(error).toBeInstanceOf(RunError);
  }
}
