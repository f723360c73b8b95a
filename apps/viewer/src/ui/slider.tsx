import { useId } from "preact/hooks";
import "./field.css";
import "./slider.css";

export interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Default 1. */
  step?: number;
  /** Called all the while the thumb moves. */
  onInput(value: number): void;
  /** The value in words or with its unit; default its digits. */
  format?(value: number): string;
  disabled?: boolean;
}

/** A number on a line, with its label and value above. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step = 1, onInput, format = String, disabled } = props;
  const id = useId();
  return (
    <div class="field">
      <div class="field-label">
        <label for={id}>{label}</label>
        <output class="field-value" for={id}>
          {format(value)}
        </output>
      </div>
      <input
        id={id}
        class="slider"
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={format(value)}
        disabled={disabled}
        onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
