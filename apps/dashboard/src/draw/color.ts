/** How many bits of colour an output has, as `getColorDepth` counts them; 1 is no colour at all. */
export type ColorDepth = 1 | 4 | 8 | 24;

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

/** What a colour is asked of: a terminal, or a pipe, which has none. */
export interface ColorOutput {
  getColorDepth?(env: object): number;
}

/** The colours that an output can show: none in a pipe, and none where `NO_COLOR` is set. */
export function colorDepth(stdout: ColorOutput, env: NodeJS.ProcessEnv): ColorDepth {
  if (env.NO_COLOR || !stdout.getColorDepth) return 1;
  const bits = stdout.getColorDepth(env);
  if (bits >= 24) return 24;
  if (bits >= 8) return 8;
  return bits >= 4 ? 4 : 1;
}

/** The escape code that draws in `color`, or in the nearest that there is. Empty at depth 1. */
export function foreground(color: Rgb, depth: ColorDepth): string {
  return selectGraphic(color, depth, 30);
}

/** The escape code that fills with `color`, or with the nearest that there is. Empty at depth 1. */
export function background(color: Rgb, depth: ColorDepth): string {
  return selectGraphic(color, depth, 40);
}

/** Ends every colour and emphasis. */
export const RESET = "\x1b[0m";

function selectGraphic(color: Rgb, depth: ColorDepth, ground: 30 | 40): string {
  switch (depth) {
    case 1:
      return "";
    case 4: {
      const index = nearest(color, ANSI_16);
      return `\x1b[${index < 8 ? ground + index : ground + 60 + index - 8}m`;
    }
    case 8:
      return `\x1b[${ground + 8};5;${16 + nearest(color, ANSI_256)}m`;
    case 24:
      return `\x1b[${ground + 8};2;${color.join(";")}m`;
    default:
      return depth satisfies never;
  }
}

// The sixteen as xterm shows them; themes change them, but keep their hues.
const ANSI_16: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

// Colours 16 to 255, which no theme changes: a cube of six levels a side, then 24 greys.
const CUBE = [0, 95, 135, 175, 215, 255];
const ANSI_256: readonly Rgb[] = [
  ...CUBE.flatMap((r) => CUBE.flatMap((g) => CUBE.map((b): Rgb => [r, g, b]))),
  ...Array.from({ length: 24 }, (_, i): Rgb => [8 + 10 * i, 8 + 10 * i, 8 + 10 * i]),
];

function nearest([r, g, b]: Rgb, colors: readonly Rgb[]): number {
  const distances = colors.map(([x, y, z]) => (x - r) ** 2 + (y - g) ** 2 + (z - b) ** 2);
  return distances.indexOf(Math.min(...distances));
}
