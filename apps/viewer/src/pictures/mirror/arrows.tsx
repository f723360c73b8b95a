import { PAIR_GAP } from "./arrange.ts";
import type { Phase } from "./phase-layers.ts";

export interface ArrowsProps {
  phase: Phase;
  /** CSS pixels of a picture's place, of which there are two. */
  place: number;
  /** The turn at which it appears, where states flow. */
  turn: number;
}

/**
 * What goes on between two layers: the solid arrow draws the states of one from those of the other,
 * and the dashed one goes back and predicts what was there.
 */
export function Arrows({ phase, place, turn }: ArrowsProps) {
  const width = 2 * place + PAIR_GAP;
  // The states are on the outer side of each half.
  const [drawn, predicted] =
    phase === "wake" ? [place / 2, width - place / 2] : [width - place / 2, place / 2];
  const [from, to] = phase === "wake" ? [HEIGHT - 2, 3] : [2, HEIGHT - 3];
  const lean = predicted > drawn ? 1 : -1;
  const start = drawn + lean * 12;
  return (
    <svg
      class="mirror-arrows"
      aria-hidden="true"
      style={{ "--turn": turn }}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
    >
      <g class="draws">
        <line x1={drawn} y1={from} x2={drawn} y2={to} />
        <path d={headAt(drawn, to, drawn, from)} />
      </g>
      <g class="learns">
        <line x1={start} y1={to} x2={predicted} y2={from} />
        <path d={headAt(predicted, from, start, to)} />
      </g>
    </svg>
  );
}

/** An arrow as between the layers, to explain one in a line of text. */
export function ArrowKey({ kind, points }: { kind: "draws" | "learns"; points: "up" | "down" }) {
  const [from, to] = points === "up" ? [15, 2] : [1, 14];
  return (
    <svg
      class="mirror-arrows mirror-key"
      aria-hidden="true"
      viewBox="0 0 12 16"
      width="12"
      height="16"
    >
      <g class={kind}>
        <line x1={6} y1={from} x2={6} y2={to} />
        <path d={headAt(6, to, 6, from)} />
      </g>
    </svg>
  );
}

// CSS pixels between two layers.
const HEIGHT = 34;

// Two strokes back from the tip at x, y, against the direction from fromX, fromY.
function headAt(x: number, y: number, fromX: number, fromY: number): string {
  const angle = Math.atan2(fromY - y, fromX - x);
  const stroke = (turn: number) => {
    const end = [x + 7 * Math.cos(angle + turn), y + 7 * Math.sin(angle + turn)];
    return end.map((value) => value.toFixed(1)).join(" ");
  };
  return `M${stroke(0.5)}L${x} ${y}L${stroke(-0.5)}`;
}
