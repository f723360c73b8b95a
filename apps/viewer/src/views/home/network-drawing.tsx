import type { Scene } from "./living-machine.ts";
import type { Link } from "./moment.ts";

/** The units of a machine, top layer above, and what went between them in the moment at hand. */
export function NetworkDrawing({ scene }: { scene: Scene }) {
  const { learned, moment, reached } = scene;
  const { sizes } = learned.machine;
  const top = sizes.length - 1;
  // A dream begins at the top, recognition at the bottom.
  const isReached = (l: number) => (moment.phase === "sleep" ? top - l : l) < reached;
  const place = (l: number) => (l === 0 ? pixelPlace(learned) : unitPlace(l, sizes));
  const [picture = [], ...hidden] = moment.layers;
  return (
    <svg class={`network-drawing ${moment.phase}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img">
      <title>{`A machine of ${sizes.join(", ")} units from the bottom up`}</title>
      {moment.links.map((links, l) => {
        if (!isReached(l) || !isReached(l + 1)) return null;
        return <Links key={l} links={links} lower={place(l)} upper={place(l + 1)} />;
      })}
      {hidden.map((states, above) => {
        const at = place(above + 1);
        return Array.from(states, (on, unit) => {
          const [x, y] = at(unit);
          const lit = on && isReached(above + 1) ? "unit on" : "unit";
          const corner = { x: x - UNIT, y: y - UNIT };
          return (
            <rect key={`${above} ${unit}`} class={lit} {...corner} width={SIDE} height={SIDE} />
          );
        });
      })}
      {Array.from(picture, (on, pixel) => {
        const [x, y] = place(0)(pixel);
        const size = pixelSize(learned);
        return (
          <g key={pixel} transform={`translate(${x - size / 2} ${y - size / 2})`}>
            <rect class="pixel" width={size} height={size} />
            <rect class="pixel ink" width={size} height={size} opacity={isReached(0) ? on : 0} />
          </g>
        );
      })}
    </svg>
  );
}

type Place = (unit: number) => readonly [x: number, y: number];

function Links({ links, lower, upper }: { links: readonly Link[]; lower: Place; upper: Place }) {
  return links.map((link) => {
    const [x1, y1] = lower(link.lower);
    const [x2, y2] = upper(link.upper);
    const bend = (y1 + y2) / 2;
    return (
      <path
        key={`${link.lower} ${link.upper}`}
        class="link"
        d={`M${x2} ${y2}C${x2} ${bend} ${x1} ${bend} ${x1} ${y1}`}
        opacity={link.strength}
      />
    );
  });
}

const WIDTH = 400;
const HEIGHT = 320;
const PICTURE = 128;
// From the middle of a unit to its side, and across.
const UNIT = 10;
const SIDE = 2 * UNIT;

type Pixels = { readonly width: number; readonly height: number };

const pixelSize = ({ width }: Pixels) => PICTURE / width;

function pixelPlace(pixels: Pixels): Place {
  const size = pixelSize(pixels);
  const left = (WIDTH - PICTURE) / 2;
  const top = HEIGHT - size * pixels.height - 2;
  return (pixel) => [
    left + size * ((pixel % pixels.width) + 0.5),
    top + size * (Math.floor(pixel / pixels.width) + 0.5),
  ];
}

function unitPlace(l: number, sizes: readonly number[]): Place {
  const rows = sizes.length - 1;
  const room = HEIGHT - PICTURE - 2 * UNIT;
  const y = UNIT + 4 + ((rows - l) * room) / rows;
  const step = WIDTH / (sizes[l] ?? 1);
  return (unit) => [step * (unit + 0.5), y];
}
