import { BackendError } from "../backend-error.ts";
import type { Device } from "./device.ts";

/**
 * Computes σ(1 − 2 + 0.5) and σ(3 − 2 − 0.25) on a device: what is compiled here, and runs, is what
 * the mode stands for.
 *
 * @throws BackendError where something else comes out.
 */
export async function prove(device: Device): Promise<void> {
  const handles = [device.create(2, 2), device.create(1, 2), device.create(1, 2)];
  const numbers = [
    [1, 3, -2, -2],
    [0.5, -0.25],
    [1, 1],
  ];
  handles.forEach((handle, i) => {
    device.run("copy", handle, [
      { rows: handle.rows, cols: handle.cols, data: Float32Array.from(numbers[i]) },
    ]);
  });
  const p = device.create(1, 2);
  device.run("predict", p, handles, 2);
  const computed = [...(await device.read(p))];
  for (const handle of [...handles, p]) device.drop(handle);
  const wanted = [-0.5, 0.75].map((a) => 1 / (1 + Math.exp(-a)));
  if (!wanted.every((value, i) => Math.abs(computed[i] - value) < TOLERANCE)) {
    throw new BackendError(
      `gpujs:${device.mode}: ${wanted} are needed from a small product, this device computes ${computed}; use another mode, or wasm`,
    );
  }
}

// Far above the rounding of 32-bit floats, far below what 16 bits can do.
const TOLERANCE = 1e-5;
