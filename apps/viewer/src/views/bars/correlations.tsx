import { Picture } from "../../pictures/picture.tsx";
import type { Explanation } from "./explanation.ts";

/**
 * How the units of the first hidden layer go with each other, given the image: exactly, and in
 * recognition, which draws each by itself.
 */
export function Correlations({ explanation, units }: { explanation: Explanation; units: number }) {
  const { exactCorrelations, recognizedCorrelations } = explanation;
  return (
    <div class="bars-correlations">
      <Matrix name="Exact posterior" values={exactCorrelations} units={units} />
      <Matrix name="Recognition" values={recognizedCorrelations} units={units} />
      <p class="panel-note">
        Correlation of each two units of layer 1, given the image: blue where one being on makes the
        other less likely, that is, where it explains it away. Units that are certain are left out.
        Recognition decides about each unit by itself, so all of its correlations are 0.
      </p>
    </div>
  );
}

interface MatrixProps {
  name: string;
  /** [units × units] */
  values: Float64Array;
  units: number;
}

function Matrix({ name, values, units }: MatrixProps) {
  const apart = withoutDiagonal(values, units);
  return (
    <figure>
      <figcaption>{name}</figcaption>
      <Picture
        values={apart}
        width={units}
        height={units}
        scale="diverging"
        zoom={18}
        label={`${name}: ${strongest(apart, units)}`}
      />
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
