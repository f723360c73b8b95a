import { useMemo } from "preact/hooks";
import { onBackend } from "../../../machine/on-backend.ts";
import { bitsOfImage, representationKey } from "../draw/bits-of-image.ts";
import { describeImage } from "../draw/describe-image.ts";
import { padOf } from "../draw/pad.ts";
import { layersOf } from "../dream/dream-sheet.ts";
import { DREAMS, type Dreamt, useDreams } from "../dream/dreamt.ts";
import type { PlayedMachine } from "../machine/played-machine.ts";
import { state } from "../play-state.ts";
import { useLatest } from "../use-latest.ts";
import { EndsPanel } from "./ends-panel.tsx";
import { WayPanel } from "./way-panel.tsx";

/** Go from one dream to another, through what lies between their representations. */
export function WalkTab({ played }: { played: PlayedMachine }) {
  const dreamt = useDreams(played);
  const drawn = useDrawnStates(played);
  const [start, end] = [state.from.value, state.to.value];
  const from = useMemo(() => dreamt && statesOf(dreamt, start, drawn), [dreamt, start, drawn]);
  const to = useMemo(() => dreamt && statesOf(dreamt, end, drawn), [dreamt, end, drawn]);
  if (!dreamt || !from || !to) return null;
  return (
    <div class="walk">
      <EndsPanel dreamt={dreamt} canDraw={drawn !== undefined} />
      <WayPanel played={dreamt.played} from={from} to={to} />
    </div>
  );
}

// States of layer 1 of the drawn image; none of an empty pad.
function useDrawnStates(played: PlayedMachine): Uint8Array | undefined {
  const pad = padOf(played);
  const image = pad.image.value;
  const isEmpty = pad.isEmpty.value;
  const choice = { binarization: state.binarization.value, seed: state.sample.value };
  const found = useLatest(async () => {
    if (isEmpty) return undefined;
    const data = bitsOfImage(image, choice);
    const { states } = await onBackend((backend) =>
      describeImage(backend, played.machine, data, representationKey(choice.seed)),
    );
    return { played, states: states[1] };
  }, [played, image, isEmpty, choice.binarization, choice.seed]);
  return found?.played === played ? found.states : undefined;
}

function statesOf(
  { played, states }: Dreamt,
  end: number,
  drawn: Uint8Array | undefined,
): Uint8Array {
  const n = Math.min(DREAMS - 1, Math.max(0, end));
  const [, hidden] = layersOf(states, played.machine.sizes, n);
  return (end < 0 ? drawn : undefined) ?? hidden ?? new Uint8Array();
}
