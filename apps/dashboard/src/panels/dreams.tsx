import { useMemo } from "react";
import { rowPictures } from "../draw/picture.ts";
import { Panel } from "./panel.tsx";
import { sheetLines } from "./sheet-lines.ts";
import type { PanelProps } from "./view.ts";

/** What the machine dreams now: the probability that each pixel is on. */
export function Dreams({ run, style, width, height }: PanelProps) {
  const { start, dream } = run;
  const { lines, some } = useMemo(() => {
    if (!start || !dream) return { lines: [" waiting for the first dreams"], some: "" };
    const pictures = rowPictures(dream.images, start);
    const { lines, shown } = sheetLines(pictures, { width, height }, { depth: style.depth });
    const some = shown < pictures.length ? ` ${shown}/${pictures.length}` : "";
    return { lines, some };
  }, [start, dream, style, width, height]);
  return <Panel title={`dreams${some}`} {...{ lines, width, height, style }} />;
}
