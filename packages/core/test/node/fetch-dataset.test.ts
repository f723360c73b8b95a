import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../../src/datasets/data-error.ts";
import { writeIdxImages, writeIdxLabels } from "../../src/datasets/idx.ts";
import {
  type FetchDatasetOptions,
  type FetchProgress,
  fetchDataset,
  mnistFiles,
  type RemoteDataset,
} from "../../src/node/fetch-dataset.ts";
import { openDataset } from "../../src/node/open-dataset.ts";
import { bits, key } from "../../src/random.ts";

// Noise does not compress, so that there are bytes enough to break off in the middle.
const noise = Uint8Array.from({ length: 300 * 784 }, (_, i) => bits(key(1), i));
const images = writeIdxImages({ width: 28, height: 28, pixels: noise });
const labels = writeIdxLabels(new Uint8Array(300).map((_, n) => n % 3));
const contents = { "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": labels };
const packed = gzipSync(images);
const HALF = packed.length >> 1;

const spec: RemoteDataset = {
  name: "mnist",
  mirror: "http://127.0.0.1/",
  files: Object.entries(contents).map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    md5: createHash("md5").update(bytes).digest("hex"),
  })),
};
const onlyImages = { ...spec, files: spec.files.slice(0, 1) };
const IMAGES_FILE = "train-images-idx3-ubyte.gz";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Answer;
let requests: { url: string; range?: string; ifRange?: string | string[] }[];
let sent: number;
let server: Server;
let mirror: string;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "fetch-dataset-"));
  [answer, requests, sent] = [serve(), [], 0];
  server = createServer((request, response) => {
    const { range, "if-range": ifRange } = request.headers;
    requests.push({ url: request.url ?? "", range, ifRange });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true });
});

interface Serving {
  files?: Record<string, Uint8Array>;
  /** Break the connection after so many bytes, the first time. */
  breakAfter?: number;
  ignoreRange?: boolean;
  etag?: string;
}

function serve({ files, breakAfter, ignoreRange = false, etag }: Serving = {}): Answer {
  const known: Record<string, Uint8Array> = files ?? {
    [IMAGES_FILE]: packed,
    "train-labels-idx1-ubyte.gz": gzipSync(labels),
  };
  let toBreak = breakAfter;
  return (request, response) => {
    const file = known[request.url?.replace("/data/", "") ?? ""];
    if (!file) return void response.writeHead(404).end("no such file");
    const sameFile = !request.headers["if-range"] || request.headers["if-range"] === etag;
    const range = !ignoreRange && sameFile && /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
    const from = range ? Number(range[1]) : 0;
    if (from >= file.length) return void response.writeHead(416).end();
    const body = file.subarray(from);
    response.writeHead(range ? 206 : 200, {
      "content-length": body.length,
      ...(range && { "content-range": `bytes ${from}-${file.length - 1}/${file.length}` }),
      ...(etag && { etag }),
    });
    if (toBreak === undefined) {
      sent += body.length;
      response.end(body);
    } else {
      sent += toBreak;
      response.write(body.subarray(0, toBreak), () => setTimeout(() => response.destroy(), 50));
      toBreak = undefined;
    }
  };
}

const fetchImages = (options: FetchDatasetOptions = {}) =>
  fetchDataset(onlyImages, { mirror, directory, retryDelay: 1, ...options });

const part = () => join(directory, `${IMAGES_FILE}.part`);
const arrived = () => readFile(join(directory, IMAGES_FILE));

test("all files come, are kept under their names, and can be opened", async () => {
  const progress: FetchProgress[] = [];
  const cache = join(directory, "not", "there", "yet");
  await fetchDataset(spec, {
    mirror,
    directory: join(cache, "mnist"),
    onProgress: (event) => progress.push(event),
  });
  expect((await readdir(join(cache, "mnist"))).sort()).toEqual([
    IMAGES_FILE,
    "train-labels-idx1-ubyte.gz",
  ]);
  expect(requests.map(({ url }) => url)).toEqual([
    `/data/${IMAGES_FILE}`,
    "/data/train-labels-idx1-ubyte.gz",
  ]);
  const lastOfImages = progress.findLast(({ file }) => file === "train-images-idx3-ubyte");
  expect(lastOfImages).toEqual({
    file: "train-images-idx3-ubyte",
    received: packed.length,
    total: packed.length,
  });
  const { train } = await (await openDataset("mnist-full", { cache, classes: [1] })).dataset();
  expect([train.size, train.width]).toEqual([83, 28]);
});

test("what is there already is not asked for again", async () => {
  await fetchDataset(spec, { mirror, directory });
  requests = [];
  await fetchDataset(spec, { mirror, directory });
  expect(requests).toEqual([]);
});

test("a file that is there but not right is replaced", async () => {
  await writeFile(join(directory, IMAGES_FILE), packed.subarray(0, HALF));
  await fetchImages();
  expect((await arrived()).equals(packed)).toBe(true);
});

test("the mirror may end in a slash, and may pack the files in its own way", async () => {
  answer = serve({ files: { [IMAGES_FILE]: gzipSync(images, { level: 0 }) } });
  await fetchImages({ mirror: `${mirror}/` });
  expect(requests.map(({ url }) => url)).toEqual([`/data/${IMAGES_FILE}`]);
});

test("a broken download goes on where it broke: no byte is sent twice", async () => {
  answer = serve({ breakAfter: HALF, etag: '"one"' });
  await fetchImages();
  expect(requests.map(({ range, ifRange }) => [range, ifRange])).toEqual([
    [undefined, undefined],
    [`bytes=${HALF}-`, '"one"'],
  ]);
  expect(sent).toBe(packed.length);
  expect((await arrived()).equals(packed)).toBe(true);
});

test("a file that changed between two attempts comes whole", async () => {
  const before = serve({ breakAfter: HALF, etag: '"one"', files: { [IMAGES_FILE]: noise } });
  const after = serve({ etag: '"two"' });
  answer = (...call) => (requests.length === 1 ? before : after)(...call);
  await fetchImages();
  expect(requests.length).toBe(2);
  expect((await arrived()).equals(packed)).toBe(true);
});

test("a part from an earlier time is continued", async () => {
  await writeFile(part(), packed.subarray(0, HALF));
  const received: number[] = [];
  await fetchImages({ onProgress: (event) => received.push(event.received) });
  expect(sent).toBe(packed.length - HALF);
  expect(received[0]).toBeGreaterThan(HALF);
  expect(await readdir(directory)).toEqual([IMAGES_FILE]);
});

test("a part of another file fails the checksum, and all comes once again", async () => {
  await writeFile(part(), noise.subarray(0, HALF));
  await fetchImages();
  expect(requests.map(({ range }) => range)).toEqual([`bytes=${HALF}-`, undefined]);
  expect((await arrived()).equals(packed)).toBe(true);
});

test("a part as long as the file or longer is given up", async () => {
  await writeFile(part(), noise);
  await fetchImages();
  expect(requests.map(({ range }) => range)).toEqual([`bytes=${noise.length}-`, undefined]);
  expect((await arrived()).equals(packed)).toBe(true);
});

test("a server without ranges sends the file from its beginning", async () => {
  answer = serve({ breakAfter: HALF, ignoreRange: true });
  await fetchImages();
  expect(sent).toBe(HALF + packed.length);
  expect((await arrived()).equals(packed)).toBe(true);
});

test("an answer with another range than asked for is not glued to the part", async () => {
  await writeFile(part(), packed.subarray(0, HALF));
  const whole = serve();
  answer = (request, response) => {
    if (!request.headers.range) return whole(request, response);
    response.writeHead(206, { "content-range": `bytes 5-9/${packed.length}` }).end("abcde");
  };
  await fetchImages();
  expect((await arrived()).equals(packed)).toBe(true);
});

test("something else under the file's name is tried twice, then refused by name and address", async () => {
  answer = serve({ files: { [IMAGES_FILE]: Buffer.from("<h1>Log in to the network</h1>") } });
  const fetching = fetchImages();
  await expect(fetching).rejects.toThrow(DataError);
  await expect(fetching).rejects.toThrow(
    `train-images-idx3-ubyte: ${images.length} bytes with MD5 ${spec.files[0].md5} are needed, ${mirror}/${IMAGES_FILE} is something else; try another mirror with --mirror URL`,
  );
  expect(requests.length).toBe(2);
  expect(await readdir(directory)).toEqual([]);
});

test("one wrong byte is noticed", async () => {
  const wrong = images.slice();
  wrong[5000] ^= 1;
  answer = serve({ files: { [IMAGES_FILE]: gzipSync(wrong) } });
  await expect(fetchImages()).rejects.toThrow("is something else");
});

test("a missing file is refused at once", async () => {
  answer = serve({ files: {} });
  await expect(fetchImages()).rejects.toThrow(
    `${mirror}/${IMAGES_FILE}: cannot be downloaded (HTTP 404); try again later, or another mirror with --mirror URL`,
  );
  expect(requests.length).toBe(1);
});

test("a busy server is asked again", async () => {
  const whole = serve();
  answer = (request, response) => {
    if (requests.length < 4) response.writeHead(503).end();
    else whole(request, response);
  };
  await fetchImages();
  expect(requests.length).toBe(4);
});

test("a server that never works is given up after five attempts", async () => {
  answer = (_, response) => response.destroy();
  await expect(fetchImages()).rejects.toThrow(`${mirror}/${IMAGES_FILE}: cannot be downloaded (`);
  expect(requests.length).toBe(5);
});

test.each(["127.0.0.1", "localhost"])(
  "a connection that %s refuses is told in one line, at once",
  async (host) => {
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const fetching = fetchImages({ mirror: `http://${host}:${port}`, retryDelay: 1e9 });
    await expect(fetching).rejects.toThrow(DataError);
    await expect(fetching).rejects.toThrow(
      /^http:\/\/.+\/train-images-idx3-ubyte\.gz: cannot be downloaded \(.*ECONNREFUSED.*\); try .*--mirror URL$/,
    );
  },
);

test.each(["mirror.example/mnist", "ftp://mirror.example/", ""])(
  "%j is no mirror",
  async (mirror) => {
    await expect(fetchImages({ mirror })).rejects.toThrow(RangeError);
  },
);

test("a stop keeps what has come, and the next time continues there", async () => {
  const controller = new AbortController();
  answer = (_, response) => {
    response.writeHead(200, { "content-length": packed.length });
    response.write(packed.subarray(0, HALF));
  };
  const fetching = fetchImages({
    signal: controller.signal,
    onProgress: ({ received }) => {
      if (received === HALF) setTimeout(() => controller.abort("stopped"), 50);
    },
  });
  await expect(fetching).rejects.toBe("stopped");
  expect((await stat(part())).size).toBe(HALF);

  answer = serve();
  await fetchImages();
  expect(sent).toBe(packed.length - HALF);
  expect((await arrived()).equals(packed)).toBe(true);
});

test("a stop between two attempts ends the waiting", async () => {
  const controller = new AbortController();
  answer = (_, response) => {
    response.writeHead(503).end();
    setTimeout(() => controller.abort("stopped"), 50);
  };
  const fetching = fetchImages({ signal: controller.signal, retryDelay: 1e9 });
  await expect(fetching).rejects.toBe("stopped");
});

test("a stop from before asks for nothing", async () => {
  const signal = AbortSignal.abort();
  await expect(fetchImages({ signal })).rejects.toBe(signal.reason);
  expect(requests).toEqual([]);
});

test.runIf(process.platform === "linux")("a full disk is told in one line", async () => {
  await symlink("/dev/full", part());
  const fetching = fetchImages();
  await expect(fetching).rejects.toThrow(/\.part: cannot be written \(ENOSPC.*\); make room, or/);
  expect(requests.length).toBe(1);
});

test("a directory that cannot be made is told in one line", async () => {
  await writeFile(join(directory, "file"), "");
  const fetching = fetchImages({ directory: join(directory, "file", "mnist") });
  await expect(fetching).rejects.toThrow(/mnist: cannot be written \(ENOTDIR/);
});

test("the four files of MNIST are those of 60,000 and 10,000 images", () => {
  expect(mnistFiles.files.map(({ name, bytes }) => [name, bytes])).toEqual([
    ["train-images-idx3-ubyte", 16 + 60_000 * 784],
    ["train-labels-idx1-ubyte", 8 + 60_000],
    ["t10k-images-idx3-ubyte", 16 + 10_000 * 784],
    ["t10k-labels-idx1-ubyte", 8 + 10_000],
  ]);
});
