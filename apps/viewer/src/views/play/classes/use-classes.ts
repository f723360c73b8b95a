import { onBackend } from "../../../machine/on-backend.ts";
import { bitsOfImage } from "../draw/bits-of-image.ts";
import type { Pad } from "../draw/pad.ts";
import type { PlayedMachine } from "../machine/played-machine.ts";
import { state } from "../play-state.ts";
import { useLatest } from "../use-latest.ts";
import { type ClassBits, classBits } from "./class-bits.ts";

/**
 * What the machine of each class makes of what lies on the pad; undefined until it is computed, and
 * while nothing lies there.
 */
export function useClasses(
  machines: readonly PlayedMachine[],
  pad: Pad,
): readonly ClassBits[] | undefined {
  const image = pad.image.value;
  const isEmpty = pad.isEmpty.value;
  const choice = { binarization: state.binarization.value, seed: state.sample.value };
  return useLatest(async () => {
    if (isEmpty) return undefined;
    const data = bitsOfImage(image, choice);
    const all = machines.map(({ machine }) => machine);
    return onBackend((backend) => classBits(backend, all, data, choice.seed));
  }, [machines, image, isEmpty, choice.binarization, choice.seed]);
}
