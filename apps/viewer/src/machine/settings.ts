import { type Binarization, defaultSettings, type RunSettings } from "@helmholtz/core";

/** What makes a training in the page the run that it is: what `helmholtz train` takes. */
export interface PageSettings extends RunSettings {
  /** A name of `pageDataNames`, or the name of a person's own images. */
  readonly data: string;
  /** Only images of these classes, ascending. Default all. */
  readonly classes?: readonly number[];
  readonly binarization: Binarization;
  /** Threads that compute, with wasm; the result does not depend on it. */
  readonly threads: number;
}

/** Data that the page has of its own. */
export const pageDataNames = ["mnist", "bars", "shifter", "kirby"] as const;

/** What computes in a page. */
export const pageBackendNames = [
  "wasm",
  "js",
  "cpu",
  "gpujs:webgpu",
  "gpujs:webgl2",
  "gpujs:webasm",
] as const;

/** The settings of `helmholtz train` without any option. */
export const defaultPageSettings: PageSettings = {
  ...defaultSettings,
  data: "mnist",
  binarization: "sample",
  threads: 1,
};

/** Whether data of this name comes with the page. */
export function isPageData(name: string): name is (typeof pageDataNames)[number] {
  return pageDataNames.some((known) => known === name);
}

/** Whether gpu.js computes, on a graphics processor but for one mode. */
export function isGpuJs({ backend }: Pick<PageSettings, "backend">): boolean {
  return backend.startsWith("gpujs:");
}

/** Whether these images have classes to choose from; of a person's own images nobody knows. */
export function hasClasses({ data }: Pick<PageSettings, "data">): boolean {
  return data === "mnist" || !isPageData(data);
}
