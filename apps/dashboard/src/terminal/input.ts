/** What somebody does at a terminal. */
export type Input = KeyInput | MouseInput;

export interface KeyInput {
  readonly type: "key";
  /**
   * The character, as it is with shift; otherwise `enter`, `tab`, `backspace`, `escape`, `left`,
   * `right`, `up`, `down`, `home`, `end`, `pageup`, `pagedown`, `insert`, `delete` or `f1` to
   * `f12`. Before it, in this order, `ctrl-`, `alt-` and `shift-`, the last not for characters.
   */
  readonly name: string;
  /** What the key writes: a character, or nothing. */
  readonly text: string;
}

export interface MouseInput {
  /** `drag`: moved with a button down. */
  readonly type: "press" | "release" | "drag" | "wheel";
  /** `none` of the wheel. */
  readonly button: "left" | "middle" | "right" | "none";
  /** The cell, from 0. */
  readonly row: number;
  readonly column: number;
  /** Of the wheel: −1 up, 1 down. Otherwise 0. */
  readonly delta: -1 | 0 | 1;
}
