// Opens one zip archive, off the page's thread.

import { readZip, type ZippedFile } from "./read-zip.ts";

/** What came of an archive. */
export type Unzipped = { readonly files: readonly ZippedFile[] } | { readonly problem: string };

addEventListener("message", async ({ data: zip }: MessageEvent<File>) => {
  try {
    const files = readZip(new Uint8Array(await zip.arrayBuffer()), zip.name);
    const unzipped: Unzipped = { files };
    postMessage(unzipped, { transfer: [...new Set(files.map(({ bytes }) => bytes.buffer))] });
  } catch (error) {
    postMessage({ problem: (error as Error).message } satisfies Unzipped);
  }
});
