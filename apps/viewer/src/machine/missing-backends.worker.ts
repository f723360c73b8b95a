import type { MissingBackends } from "./missing-backends.ts";

// Looks where it counts: a worker may lack what the page has, and here nobody waits for a driver.

self.postMessage({
  ...((await hasWebGpu()) ? {} : { "gpujs:webgpu": "needs a WebGPU adapter" }),
  ...(hasWebGl2() ? {} : { "gpujs:webgl2": "needs WebGL 2 with float textures in workers" }),
  ...(mayCompile() ? {} : { "gpujs:webasm": "needs WebAssembly" }),
} satisfies MissingBackends);

// The types of the page's libraries do not have it yet.
interface WithGpu {
  readonly gpu?: { requestAdapter(): Promise<object | null> };
}

async function hasWebGpu(): Promise<boolean> {
  try {
    return Boolean(await (navigator as WithGpu).gpu?.requestAdapter());
  } catch {
    return false;
  }
}

function hasWebGl2(): boolean {
  if (typeof OffscreenCanvas === "undefined") return false;
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  return Boolean(gl?.getExtension("EXT_color_buffer_float"));
}

function mayCompile(): boolean {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    return true;
  } catch {
    return false;
  }
}
