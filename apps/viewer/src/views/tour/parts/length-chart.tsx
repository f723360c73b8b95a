import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Chart } from "../../../charts/chart.tsx";
import type { Curve, XAxis, Zoom } from "../../../charts/chart-data.ts";

export interface LengthChartProps {
  title: string;
  /** What is counted below, such as "wake phases". */
  counted: string;
  color: string;
  /** Bits after so much of it, ascending; another array whenever one is added. */
  path: readonly (readonly [done: number, bits: number])[];
}

/** How a description length falls. */
export function LengthChart({ title, counted, color, path }: LengthChartProps) {
  const [cursor, zoom] = useMemo(() => [signal<number>(), signal<Zoom>()] as const, []);
  const curves = useMemo((): Curve[] => {
    const buckets = path.map(([done, bits]) => ({
      ...{ from: done, to: done, count: 1 },
      ...{ mean: bits, min: bits, max: bits, last: bits },
    }));
    return [{ id: "length", name: "description length", color, buckets }];
  }, [path, color]);
  const xAxis = useMemo((): XAxis => ({ name: counted, of: identity, format }), [counted]);
  return <Chart {...{ title, curves, cursor, zoom, xAxis }} unit="bits per image" height={180} />;
}

const identity = (done: number) => done;
const format = (done: number) => done.toLocaleString("en");
