import { useEffect, useState } from "preact/hooks";
import { Field } from "./field.tsx";

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

/** A number to type. What cannot be is kept in sight with a word on what is needed, and not passed on. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, min, max, step = "any", onChange, error, disabled } = props;
  const [draft, setDraft] = useState(String(value));
  const [problem, setProblem] = useState("");
  useEffect(() => {
    setDraft(String(value));
    setProblem("");
  }, [value]);

  const take = (input: HTMLInputElement) => {
    setProblem(problemOf(input.validity, props));
    if (input.validity.valid) onChange(input.valueAsNumber);
  };
  return (
    <Field label={label} error={error || problem}>
      {(control) => (
        <input
          {...control}
          type="number"
          required
          min={min}
          max={max}
          step={step}
          value={draft}
          disabled={disabled}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onChange={(event) => take(event.currentTarget)}
        />
      )}
    </Field>
  );
}

// In the words of the page: a browser's are in its own language, and call letters an empty field.
function problemOf(validity: ValidityState, { min, max, step }: NumberFieldProps): string {
  if (validity.valid) return "";
  if (validity.rangeUnderflow) return `At least ${min} is needed`;
  if (validity.rangeOverflow) return `At most ${max?.toLocaleString("en")} is possible`;
  if (validity.stepMismatch && step === 1) return "A whole number is needed";
  return "A number is needed";
}
