import { useState } from "preact/hooks";
import { PictureGrid } from "../../../pictures/picture-grid.tsx";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { DREAMS, type Dreamt } from "../dream/dreamt.ts";
import { nextSeed, state } from "../play-state.ts";

export interface EndsPanelProps {
  dreamt: Dreamt;
  /** Whether there is a drawn image to choose. */
  canDraw: boolean;
}

/** Where a walk starts and ends: dreams of the sheet, or the drawn image. */
export function EndsPanel({ dreamt, canDraw }: EndsPanelProps) {
  const { played, probabilities } = dreamt;
  const { width, height } = played;
  const [end, setEnd] = useState<"from" | "to">("from");
  const [images] = probabilities;
  const choose = (index: number) => {
    state[end].value = index;
    setEnd(end === "from" ? "to" : "from");
  };
  const at = state[end].value;
  const names = Array.from({ length: DREAMS }, (_, n) =>
    [n === state.from.value && "start", n === state.to.value && "end"].filter(Boolean).join(", "),
  );
  return (
    <Panel
      title="From where to where"
      note="The dreams are those of Clamp and dream, under the same clamps."
      actions={<Button onClick={() => nextSeed(state.seed)}>Dream</Button>}
    >
      <div class="play-buttons">
        <Button pressed={end === "from"} onClick={() => setEnd("from")}>
          Choose the start
        </Button>
        <Button pressed={end === "to"} onClick={() => setEnd("to")}>
          Choose the end
        </Button>
        <Button disabled={!canDraw} onClick={() => choose(DRAWN)}>
          What I drew
        </Button>
      </div>
      {images && (
        <PictureGrid
          {...{ images, width, height }}
          name="dream"
          label={`Dreams, to choose the ${end === "from" ? "start" : "end"}`}
          labels={names}
          zoom={56 / width}
          {...(at >= 0 && at < DREAMS && { selected: at })}
          onSelect={choose}
        />
      )}
    </Panel>
  );
}

const DRAWN = -1;
