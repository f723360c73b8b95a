/** What a test sees of the device that a worker computes on. */
export interface DeviceWatch {
  /** What the content security policy has forbidden. */
  readonly violations: string[];
  /** Takes away what the backend opened last computes on. */
  lose(): void;
}

/** To be run in a worker before its own script, by its text: all that it needs is inside. */
export function watchDevice(): void {
  const watch = { violations: [] as string[], lose() {} };
  Object.assign(globalThis, { device: watch });
  addEventListener("securitypolicyviolation", (event) => {
    watch.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
  });

  const canvas = OffscreenCanvas.prototype as { getContext(...values: unknown[]): unknown };
  const { getContext } = canvas;
  canvas.getContext = function (...values) {
    const context = getContext.apply(this, values);
    if (context instanceof WebGL2RenderingContext) {
      watch.lose = () => context.getExtension("WEBGL_lose_context")?.loseContext();
    }
    return context;
  };

  interface Device {
    destroy(): void;
  }
  // The types of the page's libraries do not have it yet.
  const adapter = (globalThis as unknown as { GPUAdapter?: { prototype: Adapter } }).GPUAdapter;
  interface Adapter {
    requestDevice(...values: unknown[]): Promise<Device>;
  }
  if (!adapter) return;
  const { requestDevice } = adapter.prototype;
  adapter.prototype.requestDevice = async function (...values) {
    const device = await requestDevice.apply(this, values);
    watch.lose = () => device.destroy();
    return device;
  };
}
