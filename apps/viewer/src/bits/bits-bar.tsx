import "./bits-table.css";

export interface BitsBarProps {
  /** Of the longest bar; below 0 the bar is an outline. */
  share: number;
  /** Default that of wake. */
  color?: string;
}

/** Bits as a bar. */
export function BitsBar({ share, color }: BitsBarProps) {
  return (
    <span
      class={share < 0 ? "bits-bar negative" : "bits-bar"}
      style={{ "--share": Math.abs(share), "--color": color }}
    />
  );
}
