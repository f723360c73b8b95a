/** What the graphics interfaces of a page have been asked for since it was opened. */
export interface DeviceUse {
  /** Textures and buffers that have been made, and not freed. */
  textures: number;
  buffers: number;
  bytesWritten: number;
  bytesRead: number;
  /** WebGL contexts that have been made, and not lost. */
  contexts(): number;
  /** Takes away what the backend opened last computes on. */
  lose(): void;
}

declare global {
  /** What `watchDevices` leaves in a page. */
  var devices: DeviceUse;
}

/** To be run in a page before its own scripts: counts where the browser does what it is asked for. */
export function watchDevices(): void {
  const contexts = new Set<WebGL2RenderingContext>();
  const use: DeviceUse = {
    textures: 0,
    buffers: 0,
    bytesWritten: 0,
    bytesRead: 0,
    contexts: () => [...contexts].filter((context) => !context.isContextLost()).length,
    lose() {},
  };
  globalThis.devices = use;

  // biome-ignore lint/suspicious/noExplicitAny: prototypes of interfaces whose types are not here
  type Method = (this: any, ...values: any[]) => any;
  function watch(type: string, name: string, note: (values: unknown[], result: unknown) => void) {
    const { prototype } = (globalThis as unknown as Record<string, { prototype: never }>)[type];
    const methods = prototype as Record<string, Method>;
    const method = methods[name];
    methods[name] = function (...values) {
      const result = method.apply(this, values);
      note([this, ...values], result);
      return result;
    };
  }
  const bytes = (value: unknown) => (ArrayBuffer.isView(value) ? value.byteLength : 0);

  watch("WebGL2RenderingContext", "createTexture", () => use.textures++);
  watch("WebGL2RenderingContext", "deleteTexture", () => use.textures--);
  watch("WebGL2RenderingContext", "texImage2D", (values) => {
    use.bytesWritten += bytes(values.at(-1));
  });
  watch("WebGL2RenderingContext", "readPixels", (values) => {
    use.bytesRead += bytes(values.at(-1));
  });
  watch("HTMLCanvasElement", "getContext", (_, context) => {
    if (!(context instanceof WebGL2RenderingContext)) return;
    contexts.add(context);
    use.lose = () => context.getExtension("WEBGL_lose_context")?.loseContext();
  });
  watch("GPUDevice", "createBuffer", () => use.buffers++);
  watch("GPUBuffer", "destroy", () => use.buffers--);
  watch("GPUQueue", "writeBuffer", ([, , , data]) => {
    use.bytesWritten += (data as ArrayBuffer).byteLength;
  });
  watch("GPUBuffer", "mapAsync", ([, , , size]) => {
    use.bytesRead += size as number;
  });
  watch("GPUAdapter", "requestDevice", async (_, device) => {
    const { destroy } = (await device) as { destroy(): void };
    use.lose = destroy.bind(await device);
  });
}
