import { Field } from "./field.tsx";

export interface Option<T extends string> {
  value: T;
  label: string;
  disabled?: boolean;
}

export interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange(value: T): void;
  disabled?: boolean;
}

/** One of a few named values. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, options, onChange, disabled } = props;
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          value={value}
          disabled={disabled}
          // Its options are the only values that a select can have.
          onChange={(event) => onChange(event.currentTarget.value as T)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
