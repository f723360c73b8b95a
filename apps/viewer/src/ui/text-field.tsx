import { Field } from "./field.tsx";

export interface TextFieldProps {
  label: string;
  value: string;
  /** Called with each key. */
  onInput(value: string): void;
  /** `search` offers to clear it; default `text`. */
  type?: "text" | "search";
  placeholder?: string;
  /** What is wrong with the value. */
  error?: string;
  disabled?: boolean;
}

/** A line of text to type. */
export function TextField(props: TextFieldProps) {
  const { label, value, onInput, type = "text", placeholder, error, disabled } = props;
  return (
    <Field label={label} error={error}>
      {(control) => (
        <input
          {...control}
          type={type}
          // Preact's types want to know that it is no combobox, as its type is not one alone.
          list={undefined}
          value={value}
          placeholder={placeholder}
          autocomplete="off"
          spellcheck={false}
          disabled={disabled}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
