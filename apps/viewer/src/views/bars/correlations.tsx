import type { ComponentChildren } from "preact";
import { Picture } from "../../pictures/picture.tsx";
import type { Explanation } from "./explanation.ts";

/**
 * How the units of the first hidden layer go with each other, given the image: exactly, and in
 * recognition, which draws each by itself.
 */
export function Correlations({ explanation, units }: { explanation: Explanation; units: number }) {
  const exact = withoutDiagonal(explanation.exactCorrelations, units);
  return (
    <div class="bars-correlations">
      <Matrix name="Exact posterior" units={units}>
        <Picture
          values={exact}
          {...{ width: units, height: units }}
          scale="diverging"
          zoom={CELL}
          label={`Exact posterior: ${strongest(exact, units)}`}
        />
      </Matrix>
      <Matrix name="Recognition" units={units}>
        <p class="bars-by-construction">0 by construction</p>
      </Matrix>
      <ScaleOfCorrelations />
      <p class="panel-note">
        Correlations between the units of layer 1, given the image. Blue is where one being on makes
        the other less likely, that is, where it explains it away. Units that are certain are left
        out. Recognition decides about each unit by itself, so that all of its correlations are 0.
      </p>
    </div>
  );
}

// CSS pixels of a pair of units.
const CELL = 18;

interface MatrixProps {
  name: string;
  units: number;
  children: ComponentChildren;
}

function Matrix({ name, units, children }: MatrixProps) {
  const numbers = Array.from({ length: units }, (_, unit) => <span key={unit}>{unit}</span>);
  return (
    <figure style={{ "--side": `${units * CELL}px` }}>
      <figcaption>{name}</figcaption>
      <div class="bars-matrix">
        <div class="bars-units across" aria-hidden="true">
          {numbers}
        </div>
        <div class="bars-units down" aria-hidden="true">
          {numbers}
        </div>
        <div class="bars-pairs">{children}</div>
      </div>
    </figure>
  );
}

const steps = Float32Array.from({ length: 41 }, (_, step) => (step - 20) / 20);

function ScaleOfCorrelations() {
  return (
    <figure class="bars-scale">
      <figcaption>Correlation</figcaption>
      <Picture
        values={steps}
        width={steps.length}
        height={1}
        scale="diverging"
        zoom={4}
        label="Blue is −1, no colour 0, orange 1"
      />
      <div class="bars-scale-ends" aria-hidden="true">
        <span>−1</span>
        <span>0</span>
        <span>1</span>
      </div>
    </figure>
  );
}

// A unit always goes with itself.
function withoutDiagonal(values: Float64Array, units: number): Float32Array {
  return Float32Array.from(values, (value, i) => (i % (units + 1) === 0 ? Number.NaN : value));
}

function strongest(values: Float32Array, units: number): string {
  let at = -1;
  values.forEach((value, i) => {
    if (value < (values[at] ?? -0.01)) at = i;
  });
  if (at < 0) return "no two units explain each other away";
  const [a, b] = [Math.floor(at / units), at % units];
  return `units ${a} and ${b} explain each other away, correlation ${values[at]?.toFixed(2)}`;
}
