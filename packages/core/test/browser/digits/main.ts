/// <reference types="vite/client" />

import {
  fingerprint,
  greyDataset,
  greySplits,
  readIdxImages,
  readIdxLabels,
} from "@helmholtz/core";
import images from "@helmholtz/core/digits/train-images-idx3-ubyte.gz?url";
import labels from "@helmholtz/core/digits/train-labels-idx1-ubyte.gz?url";
import { trainDigits } from "./train-digits.ts";

Object.assign(globalThis, {
  async trainOnPage(selection: Parameters<typeof greyDataset>[2] & object) {
    const grey = {
      ...readIdxImages(await unpack(images), "images"),
      labels: readIdxLabels(await unpack(labels), "labels"),
    };
    return {
      checkpoint: await trainDigits(greyDataset("mnist", grey, selection)),
      fingerprint: await fingerprint(greySplits(grey, selection.classes).train),
    };
  },
});

// Some servers say of a .gz file that its contents are encoded so, and browsers then unpack it.
async function unpack(url: string): Promise<Uint8Array> {
  const packed = await (await fetch(url)).blob();
  const [first, second] = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  const bytes = isPacked ? packed.stream().pipeThrough(new DecompressionStream("gzip")) : packed;
  return new Uint8Array(await new Response(bytes).arrayBuffer());
}
