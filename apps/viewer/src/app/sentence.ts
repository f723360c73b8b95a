/**
 * A message as a sentence, with a capital and a full stop. A name at its beginning, such as that of a
 * file, stays as it is.
 */
export function sentence(message: string): string {
  const text = message.trim();
  const [first = ""] = text.split(/\s/, 1);
  const begun = /^\p{Ll}[\p{L}'’]*,?$/u.test(first)
    ? first[0]?.toUpperCase() + text.slice(1)
    : text;
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
