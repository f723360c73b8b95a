import { useId } from "preact/hooks";
import "./field.css";

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
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field-input"
        type={type}
        list={undefined}
        value={value}
        placeholder={placeholder}
        autocomplete="off"
        spellcheck={false}
        disabled={disabled}
        aria-invalid={Boolean(error)}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {error && (
        <span class="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
