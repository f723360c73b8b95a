export { type BarsOptions, bars, barsDistribution } from "./bars.ts";
export { DataError } from "./data-error.ts";
export {
  type Binarization,
  binarizations,
  binaryImages,
  type Dataset,
  type GreyImages,
  holdOut,
  type Images,
  imageCount,
  interleave,
  type Split,
  selectClasses,
  selectImages,
  splits,
} from "./dataset.ts";
export {
  fingerprint,
  type GreySplits,
  greyDataset,
  greySplits,
  type Selection,
} from "./grey-dataset.ts";
export { readIdxImages, readIdxLabels, writeIdxImages, writeIdxLabels } from "./idx.ts";
export { kirby, kirbyDistribution } from "./kirby.ts";
export { type ShifterOptions, shifter, shifterDistribution } from "./shifter.ts";
export { smallDigits } from "./small-digits.ts";
