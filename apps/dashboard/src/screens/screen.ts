import type { ReactElement } from "react";
import type { KeyInput, MouseInput } from "../terminal/input.ts";
import type { Region } from "../terminal/region.ts";

/** Character cells of a terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a terminal shows, and what keys and mouse do to it. */
export interface Screen {
  /** Text, laid out by Ink on all of the terminal. */
  chrome(size: Size): ReactElement;
  /** Charts and pictures, painted over what the text leaves blank. */
  body(size: Size): readonly Region[];
  onKey(key: KeyInput): void;
  onMouse(mouse: MouseInput): void;
  /** The program is told to end, or the terminal is gone. */
  interrupt(): void;
}
