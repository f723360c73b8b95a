import { readdir } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { writeIdxImages } from "@helmholtz/core";
import { expect, onTestFinished, test } from "vitest";
import { complaint, temporaryDirectory } from "./helmholtz.ts";

/** Address of a server on this machine, until the test is over. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const few = writeIdxImages({ width: 28, height: 28, pixels: new Uint8Array(10 * 784) });

test.each<[string, RequestListener]>([
  ["other images", (_, response) => response.end(gzipSync(few))],
  ["a page to log in", (_, response) => response.end("<h1>Welcome to the network</h1>")],
  ["no files", (_, response) => response.writeHead(404).end()],
])("a mirror with %s fails by the file's name, and leaves nothing", async (_, listener) => {
  const cache = await temporaryDirectory();
  const mirror = await serve(listener);
  const env = { HELMHOLTZ_CACHE: cache };
  const line = await complaint(1, ["data", "fetch", "mnist", "--mirror", mirror], { env });
  expect(line).toContain("train-images-idx3-ubyte");
  expect(line).toContain(mirror);
  expect(await readdir(join(cache, "mnist"))).toEqual([]);
});

test("without the download, mnist-full names the command that brings it", async () => {
  const cache = await temporaryDirectory();
  const args = ["train", "--data", "mnist-full", "--out", join(cache, "run")];
  const line = await complaint(1, args, { env: { HELMHOLTZ_CACHE: cache } });
  expect(line).toContain("`helmholtz data fetch mnist`");
  expect(await readdir(cache)).toEqual([]);
});
