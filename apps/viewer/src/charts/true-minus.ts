/** A number as text, with the minus sign where `toFixed` and the like put a hyphen. */
export function trueMinus(text: string): string {
  return text.replace(/^-/, "−");
}
