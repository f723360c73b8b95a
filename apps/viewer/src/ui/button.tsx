import type { ComponentChildren } from "preact";
import "./button.css";

/** What a button looks like: the one main act of its place, one among others, one that destroys. */
export type ButtonKind = "primary" | "quiet" | "danger";

export interface ButtonProps {
  onClick(event: MouseEvent): void;
  kind?: ButtonKind;
  /** Makes it a button that is on or off. */
  pressed?: boolean;
  /** Drawn before the words, and not read out. */
  icon?: ComponentChildren;
  disabled?: boolean;
  /** What it does in words, for a button that shows an icon only; a tooltip for others. */
  label?: string;
  children?: ComponentChildren;
}

/** A button, at least 24 px high and wide. */
export function Button({ onClick, kind, pressed, icon, disabled, label, children }: ButtonProps) {
  return (
    <button
      type="button"
      class={kind ? `button ${kind}` : "button"}
      aria-pressed={pressed}
      aria-label={children ? undefined : label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {icon && (
        <span class="button-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      {children}
    </button>
  );
}
