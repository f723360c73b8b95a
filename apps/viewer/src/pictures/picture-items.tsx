import { useState } from "preact/hooks";
import { moveInGrid } from "./move-in-grid.ts";
import type { PictureGridProps } from "./picture-grid.tsx";

/** Where something is, in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureItemsProps
  extends Pick<PictureGridProps, "labels" | "faint" | "selected" | "onSelect"> {
  /** Of each picture with its caption. */
  boxes: readonly Box[];
  columns: number;
  name: string;
  label: string;
  /** The picture under the mouse or the focus, or none. */
  onNear(index: number | undefined): void;
}

/** What lies over the canvas of a grid: captions, and an option for each picture that can be selected. */
export function PictureItems(props: PictureItemsProps) {
  const { boxes, columns, name, label, labels, faint, selected, onSelect, onNear } = props;
  const [active, setActive] = useState(0);
  const focusable = Math.min(selected ?? active, boxes.length - 1);

  const focus = (index: number, list: Element | null) => {
    const item = list?.children[index];
    setActive(index);
    if (item instanceof HTMLElement) item.focus();
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }, index: number) => {
    const to = moveInGrid(event, index, { count: boxes.length, columns });
    if (event.key === "Escape") onNear(undefined);
    const isPick = event.key === "Enter" || event.key === " ";
    if (to === undefined && !isPick) return;
    event.preventDefault();
    if (to !== undefined) focus(to, event.currentTarget.parentElement);
    // What was selected moves with the focus, which is where Tab comes back to.
    if (isPick || selected !== undefined) onSelect?.(to ?? index);
  };
  return (
    <div class="picture-items" {...(onSelect && { role: "listbox", "aria-label": label })}>
      {boxes.map(({ x, y, width, height }, index) => {
        const caption = labels?.[index];
        const classes = faint?.has(index) ? "picture-item faint" : "picture-item";
        const style = {
          translate: `${x}px ${y}px`,
          width: `${width}px`,
          height: `${height}px`,
        };
        const near = {
          onPointerEnter: () => onNear(index),
          onPointerLeave: () => onNear(undefined),
        };
        const words = caption && <span class="picture-caption">{caption}</span>;
        if (!onSelect) {
          return (
            <div key={index} class={classes} style={style} {...near}>
              {words}
            </div>
          );
        }
        return (
          <div
            key={index}
            class={classes}
            style={style}
            role="option"
            tabIndex={index === focusable ? 0 : -1}
            aria-selected={index === selected}
            aria-label={`${name} ${index + 1} of ${boxes.length}${caption ? `, ${caption}` : ""}`}
            onClick={(event) => {
              focus(index, event.currentTarget.parentElement);
              onSelect(index);
            }}
            onKeyDown={(event) => onKeyDown(event, index)}
            onFocus={(event) => event.currentTarget.matches(":focus-visible") && onNear(index)}
            onBlur={() => onNear(undefined)}
            {...near}
          >
            {words}
          </div>
        );
      })}
    </div>
  );
}
