import type { Learning, RunHistory, RunState } from "@helmholtz/core";
import type { CellSize, GraphicsProtocol } from "../draw/graphics.ts";
import type { Plot } from "../draw/line-chart.ts";
import type { Style } from "../draw/style.ts";
import type { Origin } from "../origin.ts";
import type { PlacedImage } from "../terminal/region.ts";
import type { View } from "./view.ts";

/** What a panel draws from. */
export interface PanelProps {
  readonly run: RunState;
  /** How it learns, or learned at the step that is looked at. */
  readonly learning: Learning;
  readonly history: RunHistory;
  /** Where it went on from another run, if it did. */
  readonly origin?: Origin;
  readonly view: View;
  readonly style: Style;
  /** The terminal's own way to show pictures, where it has one. */
  readonly graphics?: Graphics;
  /** Character cells in all, border included. */
  readonly width: number;
  readonly height: number;
}

/** How a terminal shows pictures. */
export interface Graphics {
  readonly protocol: GraphicsProtocol;
  readonly cell: CellSize;
}

/** A panel as it is drawn: `height` lines of `width` cells. */
export interface Drawing {
  readonly lines: readonly string[];
  /** Pictures over cells that are left blank. */
  readonly images?: readonly PlacedImage[];
  /** Where a chart has its steps, so that a click on it means one. */
  readonly plot?: Plot;
  /** How many units, pictures or lines there was room for. */
  readonly shown?: number;
}

/** A panel: from what there is to draw, to lines. */
export type DrawPanel = (props: PanelProps) => Drawing;
