import { RunError } from "./run-error.ts";

/** A named array of 32-bit floats. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What a safetensors file holds, in the order of the file. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

// Beyond any header of ours, below what could fill the memory.
const MAX_HEADER_BYTES = 16 * 2 ** 20;

/**
 * Writes the safetensors format: the length of a JSON header in 8 bytes, the header, then every
 * tensor's numbers, little endian. The same tensors give the same bytes.
 */
export function encodeTensors({ tensors, metadata }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = Math.ceil((8 + json.length) / 8) * 8; // padded with spaces, so that numbers are aligned
  const bytes = new Uint8Array(start + end).fill(0x20, 8, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.set(json, 8);
  let at = start;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads the safetensors format. Only 32-bit floats are accepted.
 *
 * @param name the file, for messages
 * @throws RunError when the bytes are anything else, or not as many as the header says.
 */
export function decodeTensors(bytes: Uint8Array, name: string): TensorFile {
  const broken = (what: string) =>
    new RunError(`${name}: a safetensors file is needed, ${what}; use another checkpoint`);
  if (bytes.length < 8) throw broken(`got ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > MAX_HEADER_BYTES || 8 + headerBytes > bytes.length) {
    throw broken(`its header of ${headerBytes} bytes does not fit in ${bytes.length}`);
  }
  const start = 8 + headerBytes;
  const header = parseHeader(bytes.subarray(8, start));
  if (!header) throw broken("its header is not JSON");

  const places = Object.entries(header)
    .filter(([tensor]) => tensor !== "__metadata__")
    .map(([tensor, entry]) => readPlace(tensor, entry, broken))
    .sort((a, b) => a.from - b.from || a.to - b.to);

  const tensors = new Map<string, Tensor>();
  let end = 0;
  for (const { tensor, shape, from, to } of places) {
    // Where tensors share their bytes, a small file could fill the memory.
    if (from !== end) throw broken(`${tensor} does not begin where the tensor before it ends`);
    end = to;
    if (start + end > bytes.length) {
      throw broken(`${tensor} ends at byte ${start + end} of ${bytes.length}`);
    }
    // A copy: the numbers need not be aligned in the file.
    const data = new Float32Array(new Uint8Array(bytes.subarray(start + from, start + to)).buffer);
    tensors.set(tensor, { shape, data });
  }
  if (start + end !== bytes.length) {
    throw broken(`its tensors end at byte ${start + end} of ${bytes.length}`);
  }
  return { tensors, metadata: readMetadata(header.__metadata__) };
}

function readPlace(tensor: string, entry: unknown, broken: (what: string) => RunError) {
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
  if (dtype !== "F32") throw broken(`${tensor} is ${JSON.stringify(dtype)} and not F32`);
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw broken(`${tensor} has no shape or place`);
  }
  const [from, to] = offsets;
  const length = shape.reduce((product, size) => product * size, 1);
  if (to - from !== 4 * length) throw broken(`${tensor} does not fill its place`);
  return { tensor, shape, from, to };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const valid =
      typeof header === "object" &&
      header !== null &&
      Object.values(header).every((entry) => typeof entry === "object" && entry !== null);
    return valid ? (header as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function readMetadata(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(([, text]) => typeof text === "string"),
  );
}
