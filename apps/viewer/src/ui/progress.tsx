import { useId } from "preact/hooks";
import "./field.css";
import "./progress.css";

export interface ProgressProps {
  label: string;
  /** How much is done, 0 … 1; absent while nobody knows. */
  value?: number;
}

/** How far something has come. */
export function Progress({ label, value }: ProgressProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
        {value !== undefined && <span class="field-value">{Math.floor(value * 100)} %</span>}
      </label>
      <progress id={id} class="progress" max={1} value={value} />
    </div>
  );
}
