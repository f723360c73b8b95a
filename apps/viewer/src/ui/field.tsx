import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import "./field.css";

export interface FieldProps {
  label: string;
  /** What is wrong with its value; default nothing. */
  error?: string;
  /** The control, which takes these attributes: they tie it to the label and to the error. */
  children(control: FieldControl): ComponentChildren;
}

export interface FieldControl {
  readonly id: string;
  readonly class: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

/** A control between its label and what is wrong with it. */
export function Field({ label, error, children }: FieldProps) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {children({
        id,
        class: "field-input",
        "aria-invalid": Boolean(error),
        "aria-describedby": error ? errorId : undefined,
      })}
      {error && (
        <span class="field-error" id={errorId}>
          {error}
        </span>
      )}
    </div>
  );
}
