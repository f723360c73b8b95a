/** Gives text its colour or emphasis. */
export type Paint = (text: string) => string;

/**
 * A line of characters, each in the paint of its own: neighbours of one paint as one text, for
 * fewer codes. A space is in whatever stands before it.
 */
export function joinRuns(
  characters: readonly string[],
  paints: readonly (Paint | undefined)[],
): string {
  let line = "";
  let run = "";
  let paint: Paint | undefined;
  const flush = () => {
    line += paint ? paint(run) : run;
    run = "";
  };
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? " ";
    if (character !== " " && paints[i] !== paint) {
      flush();
      paint = paints[i];
    }
    run += character;
  }
  flush();
  return line;
}
