import { type Command, Option } from "commander";
import type { Glyphs, Theme } from "./draw/style.ts";
import type { Appearance } from "./screens/session.ts";

/** How a dashboard looks, as options of a command give it. */
export interface AppearanceFlags {
  theme: Theme | "auto";
  glyphs: Glyphs | "auto";
  pictures: NonNullable<Appearance["pictures"]> | "auto";
  screenReader?: boolean;
}

/** Adds the options that say how the dashboard looks. */
export function addAppearanceOptions(command: Command): Command {
  const choice = (flags: string, description: string, values: readonly string[]) =>
    command.addOption(new Option(flags, description).choices(["auto", ...values]).default("auto"));
  choice("--theme <name>", "colours for a dark or a light background", ["dark", "light"]);
  choice("--glyphs <name>", "what charts are drawn with", ["braille", "blocks", "ascii"]);
  choice("--pictures <how>", "the terminal's graphics, or blocks of characters", [
    "blocks",
    "kitty",
    "iterm2",
    "sixel",
  ]);
  return command.option(
    "--screen-reader",
    "sentences instead of the dashboard, with the same keys",
  );
}

/** What the user wants to see in another way than the terminal suggests. */
export function appearanceOf({ theme, glyphs, pictures }: AppearanceFlags): Appearance {
  return {
    ...(theme !== "auto" && { theme }),
    ...(glyphs !== "auto" && { glyphs }),
    ...(pictures !== "auto" && { pictures }),
  };
}

/** Whether to speak and not to draw: as asked for, or as other programs are told to. */
export function isSpoken({ screenReader }: AppearanceFlags, env: NodeJS.ProcessEnv): boolean {
  return screenReader ?? Boolean(env.INK_SCREEN_READER === "true" || env.ACCESSIBLE);
}

/** Whether there is a terminal that a dashboard can be drawn on; otherwise lines are printed. */
export function hasScreen({ isTTY }: NodeJS.WriteStream, { TERM }: NodeJS.ProcessEnv): boolean {
  return Boolean(isTTY) && TERM !== "dumb";
}
