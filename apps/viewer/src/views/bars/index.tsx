import { BarsMachine } from "./bars-machine.tsx";
import { TwoCauses } from "./two-causes.tsx";
import "./bars.css";

/** Where recognition must fall short of the exact posterior: with exact numbers, on machines small enough for them. */
export default function Bars() {
  return (
    <div class="bars">
      <header class="bars-head">
        <h1>Explaining away</h1>
        <p>
          Two causes of one effect compete: once one of them is known, the other is no longer
          needed. The exact posterior knows that. Recognition weights decide about each unit by
          itself, so they cannot. Both machines here are small enough to go through every setting of
          their hidden units, so all numbers are exact.
        </p>
      </header>
      <TwoCauses />
      <BarsMachine />
    </div>
  );
}
