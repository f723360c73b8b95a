import { useEffect, useId, useState } from "preact/hooks";
import "./field.css";

export interface NumberFieldProps {
  label: string;
  value: number;
  /** Least and greatest value; default none. */
  min?: number;
  max?: number;
  /** Between neighbours, counted from `min`; default any number. */
  step?: number;
  /** Called with Enter, an arrow, or on leaving the field, and only with a value that may be. */
  onChange(value: number): void;
  /** What is wrong with the value for a reason of the caller's. */
  error?: string;
  disabled?: boolean;
}

/** A number to type. What cannot be is kept in sight with the browser's own word on it, and not passed on. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, min, max, step = "any", onChange, error, disabled } = props;
  const id = useId();
  const [draft, setDraft] = useState(String(value));
  const [problem, setProblem] = useState("");
  useEffect(() => {
    setDraft(String(value));
    setProblem("");
  }, [value]);

  const take = (input: HTMLInputElement) => {
    setProblem(input.validationMessage);
    if (input.validity.valid) onChange(input.valueAsNumber);
  };
  const message = error || problem;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field-input"
        type="number"
        required
        min={min}
        max={max}
        step={step}
        value={draft}
        disabled={disabled}
        aria-invalid={message !== ""}
        aria-describedby={message ? `${id}-error` : undefined}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onChange={(event) => take(event.currentTarget)}
      />
      {message && (
        <span class="field-error" id={`${id}-error`}>
          {message}
        </span>
      )}
    </div>
  );
}
